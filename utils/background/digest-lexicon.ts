import { Breather } from '../digest/breather.ts';
import { termsAndTies } from '../digest/queries.ts';
import type { InstalledDigest } from '../digest/rows.ts';
import { compilingLexicon } from '../lexicon/compile-lexicon.ts';
import type { LexiconBuffers } from '../lexicon/lexicon.ts';

/** Reads and compiles the labels of the digest that is installed, cards being answered meanwhile. */
export async function compileInstalled({ countries, topics }: InstalledDigest): Promise<LexiconBuffers> {
  const { terms, stories } = await termsAndTies();
  terms.sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Breather().finish(compilingLexicon({ terms, stories, countries, topics }));
}
