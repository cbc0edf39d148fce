import { expansionOf } from './expansions.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import type { Occurrence, Passage } from './scan-page.ts';
import type { Steps } from './steps.ts';
import { hashWord, longFormWords } from './word-hash.ts';

/** How a page uses an acronym: short for some of the terms, or for something the digest does not hold. */
export interface Binding {
  readonly passage: number;
  readonly start: number;
  readonly terms: ReadonlySet<TermNumber>;
  /** The long form, as the page writes it. */
  readonly words: string;
}

const ACRONYM = /^(?=.*\p{Lu}.*\p{Lu})[\p{L}\p{N}&+.-]{2,10}$/u;
/** Share of a long form's words that a label must have for both to be one name ("Center" or "Centre", "and" or "&"). */
const SAME_NAME = 0.6;

/** Every acronym that the page spells out, by its surface. It holds for the whole page. Pauses after each place. */
export function* findBindings(
  lexicon: Lexicon,
  passages: readonly Passage[],
  occurrences: readonly Occurrence[],
): Steps<Map<string, Binding[]>> {
  const bindings = new Map<string, Binding[]>();
  for (const { passage, start, end, candidates } of occurrences) {
    yield;
    const text = passages[passage]?.text ?? '';
    const surface = text.slice(start, end);
    if (!ACRONYM.test(surface)) continue;
    const expansion = expansionOf(text, start, end);
    if (!expansion) continue;
    const words = text.slice(expansion.start, expansion.end).replace(/\s+/g, ' ').trim();
    const terms = new Set(candidates.map(({ term }) => term).filter((term) => isNameOf(lexicon, term, words)));
    const binding = { passage, start, terms, words };
    const others = bindings.get(surface);
    if (others) others.push(binding);
    else bindings.set(surface, [binding]);
  }
  return bindings;
}

/** The binding that holds at a place: the last one before it, else the first on the page. */
export function bindingAt(
  bindings: readonly Binding[] | undefined,
  { passage, start }: Occurrence,
): Binding | undefined {
  const before = bindings?.findLast(
    (binding) => binding.passage < passage || (binding.passage === passage && binding.start <= start),
  );
  return before ?? bindings?.[0];
}

function isNameOf(lexicon: Lexicon, term: TermNumber, words: string): boolean {
  const known = lexicon.expansionWords(term);
  const all = longFormWords(words);
  const shared = all.filter((word) => known.has(hashWord(word))).length;
  return all.length > 0 && shared / all.length >= SAME_NAME;
}
