import { Lexicon } from '../lexicon/lexicon.ts';
import { readLexicon, storedLexiconKey } from '../lexicon-store.ts';
import { retagStories } from '../sync/feeds/retag.ts';
import { type Tag, tagWith } from '../sync/feeds/tagging.ts';

/** Tags stories by the lexicon in use; while there is none, names no term: they are tagged anew once there is. */
export async function feedTagger(): Promise<Tag> {
  const kept = await readLexicon();
  return kept ? tagWith(new Lexicon({ labels: kept.labels, signs: await kept.signs() })) : () => [];
}

/** Tags the stories of feeds anew where they were tagged with another lexicon than the one in use. */
export async function retagFeeds(): Promise<void> {
  const lexicon = await storedLexiconKey();
  if (lexicon !== undefined) await retagStories(lexicon, feedTagger);
}
