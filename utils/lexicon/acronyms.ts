import { countBefore } from './count-before.ts';
import { expansionOf } from './expansions.ts';
import { hashWord } from './hashes.ts';
import { initialsNear, initialsOnPage } from './initials.ts';
import { lazily } from './lazily.ts';
import type { Lexicon } from './lexicon.ts';
import { longFormWords } from './long-form-words.ts';
import type { TermNumber } from './model.ts';
import { isAmbiguous, type Occurrence, type Place } from './occurrence.ts';
import { type Findings, wordsOf } from './page-evidence.ts';
import { eachInSteps, type Steps } from './steps.ts';

/** How a page uses an acronym: short for some of the terms, or for something the digest does not hold. */
export interface Binding {
  readonly passage: number;
  readonly start: number;
  readonly terms: ReadonlySet<TermNumber>;
  /** The long form, as the page writes it. */
  readonly words: string;
  /** Whether the page only holds words with the acronym's first letters, and does not say that it is short for them. */
  readonly isInitials: boolean;
}

const ACRONYM = lazily('^(?=.*\\p{Lu}.*\\p{Lu})[\\p{L}\\p{N}&+.-]{2,10}$');
/** Fewer letters begin too many pairs of words by chance. */
const INITIALS = lazily('^\\p{Lu}{3,6}$');
/** Share of a long form's words that a label must have for both to be one name ("Center" or "Centre", "and" or "&"). */
const SAME_NAME = 0.8;

/** Every acronym that the page spells out, by its surface. It holds for the whole page. Pauses after each place. */
export function* findBindings(
  lexicon: Lexicon,
  { passages, occurrences, signs }: Findings,
): Steps<Map<string, Binding[]>> {
  const bindings = new Map<string, Binding[]>();
  const acronyms = new Map<string, Occurrence>();
  for (const occurrence of occurrences) {
    yield;
    const { passage, start, end, candidates } = occurrence;
    const surface = wordsOf(passages, occurrence);
    if (!ACRONYM().test(surface)) continue;
    // Where it is first met in the text: there it is explained.
    const first = acronyms.get(surface);
    if (INITIALS().test(surface) && (!first || passages[first.passage]?.heading)) acronyms.set(surface, occurrence);
    const text = passages[passage]?.text ?? '';
    const expansion = expansionOf(text, start, end);
    if (!expansion) continue;
    const longForm = endingAt(occurrences, passage, expansion.end);
    // A long form that is a label of several senses itself is judged there, and its acronym goes with it.
    if (longForm && isLongAmbiguous(longForm)) continue;
    const words = wordsOf(passages, { passage, ...expansion }).trim();
    // The acronym after a longer name is short for that: "the West Asian Internet Governance Forum (IGF)".
    const named = candidates.filter(({ term }) => !longForm?.held.includes(term));
    const terms = termsNamed(lexicon, named, words);
    const binding = { passage, start, terms, words, isInitials: false };
    const others = bindings.get(surface);
    if (others) others.push(binding);
    else bindings.set(surface, [binding]);
  }
  // Only where something was found: whoever keeps nothing of other passages comes to the same.
  const read = new Set<number>();
  const places = acronyms.size > 0 ? [occurrences, signs] : [];
  for (const some of places) yield* eachInSteps<Place>(some, ({ passage }) => read.add(passage));
  for (const [surface, occurrence] of acronyms) {
    if (bindings.has(surface)) continue;
    const words = initialsNear(surface, passages, occurrence) ?? (yield* initialsOnPage(surface, passages, read));
    if (words === undefined) continue;
    const terms = termsNamed(lexicon, occurrence.candidates, words);
    const { passage, start } = occurrence;
    if (terms.size === 0) bindings.set(surface, [{ passage, start, terms, words, isInitials: true }]);
  }
  return bindings;
}

/** The binding that holds at a place: the last one before it, else the first on the page. They are in order. */
export function bindingAt(bindings: readonly Binding[] = [], { passage, start }: Occurrence): Binding | undefined {
  const isBefore = (binding: Binding) =>
    binding.passage < passage || (binding.passage === passage && binding.start <= start);
  return bindings[Math.max(countBefore(bindings, isBefore) - 1, 0)];
}

/** The occurrence, of those in order, that ends at a place. */
function endingAt(occurrences: readonly Occurrence[], passage: number, end: number): Occurrence | undefined {
  const isBefore = (other: Occurrence) => other.passage < passage || (other.passage === passage && other.end < end);
  const next = occurrences[countBefore(occurrences, isBefore)];
  return next?.passage === passage && next.end === end ? next : undefined;
}

function isLongAmbiguous(occurrence: Occurrence): boolean {
  return isAmbiguous(occurrence) && occurrence.end - occurrence.start > 10;
}

function termsNamed(lexicon: Lexicon, candidates: Occurrence['candidates'], words: string): Set<TermNumber> {
  const all = longFormWords(words);
  const isName = (term: TermNumber) => {
    const known = lexicon.expansionWords(term);
    const shared = all.filter((word) => known.has(hashWord(word))).length;
    return all.length > 0 && shared / all.length >= SAME_NAME;
  };
  return new Set(candidates.map(({ term }) => term).filter(isName));
}
