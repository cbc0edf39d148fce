import { countBefore } from './count-before.ts';
import { expansionOf } from './expansions.ts';
import { isInWord } from './fold.ts';
import { hashWord } from './hashes.ts';
import { lazily } from './lazily.ts';
import type { Lexicon } from './lexicon.ts';
import { longFormWords } from './long-form-words.ts';
import type { TermNumber } from './model.ts';
import { isAmbiguous, type Occurrence, type Passage, type Place } from './occurrence.ts';
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
/** Read where a word has begun: a pattern for each acronym takes longer to make than most pages to look through. */
const REST_OF_WORD = lazily("\\p{Ll}[\\p{L}\xad’'-]{0,30}", 'uy');
const BETWEEN_WORDS = /(?:\s+(?:of|and|the|for|on|in|to|de|du|des|la|&)){0,3}\s+/y;
/** Beyond every text: nothing fits there. */
const NOWHERE = Number.POSITIVE_INFINITY;
/** Share of a long form's words that a label must have for both to be one name ("Center" or "Centre", "and" or "&"). */
const SAME_NAME = 0.8;

/** Every acronym that the page spells out, by its surface. It holds for the whole page. Pauses after each place. */
export function* findBindings(
  lexicon: Lexicon,
  { passages, occurrences, signs }: Findings,
): Steps<Map<string, Binding[]>> {
  const bindings = new Map<string, Binding[]>();
  const acronyms = new Map<string, Occurrence>();
  const longNames = new Set<string>();
  const heldAt = new Map<string, readonly TermNumber[]>();
  yield* eachInSteps(occurrences, (occurrence) => {
    const { passage, end, held } = occurrence;
    if (held.length > 0) heldAt.set(`${passage} ${end}`, held);
    if (isLongAmbiguous(occurrence)) longNames.add(`${passage} ${end}`);
  });
  for (const occurrence of occurrences) {
    yield;
    const { passage, start, end, candidates } = occurrence;
    const surface = wordsOf(passages, occurrence);
    if (!ACRONYM().test(surface)) continue;
    if (isAmbiguous(occurrence) && INITIALS().test(surface)) acronyms.set(surface, occurrence);
    const text = passages[passage]?.text ?? '';
    const expansion = expansionOf(text, start, end);
    // A long form that is a label of several senses itself is judged there, and its acronym goes with it.
    const longEnd = `${passage} ${expansion?.end}`;
    if (!expansion || longNames.has(longEnd)) continue;
    const words = wordsOf(passages, { passage, ...expansion }).trim();
    // The acronym after a longer name is short for that: "the West Asian Internet Governance Forum (IGF)".
    const held = heldAt.get(longEnd) ?? [];
    const terms = termsNamed(
      lexicon,
      candidates.filter(({ term }) => !held.includes(term)),
      words,
    );
    const binding = { passage, start, terms, words, isInitials: false };
    const others = bindings.get(surface);
    if (others) others.push(binding);
    else bindings.set(surface, [binding]);
  }
  // Only where something was found: whoever keeps nothing of other passages comes to the same.
  const read = new Set<number>();
  const places = acronyms.size > 0 ? [occurrences, signs] : [];
  for (const some of places) yield* eachInSteps<Place>(some, ({ passage }) => read.add(passage));
  for (const [surface, { candidates }] of acronyms) {
    if (bindings.has(surface)) continue;
    const place = yield* wordsWithInitials(surface, passages, read);
    if (!place) continue;
    const words = wordsOf(passages, place);
    const terms = termsNamed(lexicon, candidates, words);
    if (terms.size === 0) bindings.set(surface, [{ ...place, terms, words, isInitials: true }]);
  }
  return bindings;
}

/** The binding that holds at a place: the last one before it, else the first on the page. They are in order. */
export function bindingAt(bindings: readonly Binding[] = [], { passage, start }: Occurrence): Binding | undefined {
  const isBefore = (binding: Binding) =>
    binding.passage < passage || (binding.passage === passage && binding.start <= start);
  return bindings[Math.max(countBefore(bindings, isBefore) - 1, 0)];
}

function isLongAmbiguous(occurrence: Occurrence): boolean {
  return isAmbiguous(occurrence) && occurrence.end - occurrence.start > 10;
}

/** The first words with capitals that have an acronym's letters as initials, small words between them looked through. Pauses after each passage. */
function* wordsWithInitials(
  acronym: string,
  passages: readonly Passage[],
  read: ReadonlySet<number>,
): Steps<Place | undefined> {
  const [first = '', ...others] = acronym;
  for (const [passage, { text }] of passages.entries()) {
    if (!read.has(passage)) continue;
    yield;
    for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
      if (start > 0 && isInWord(text.charCodeAt(start - 1))) continue;
      let end = endOf(REST_OF_WORD(), text, start + 1);
      for (const letter of others) {
        if (end === NOWHERE) break;
        const next = endOf(BETWEEN_WORDS, text, end);
        end = endOf(REST_OF_WORD(), text, text[next] === letter ? next + 1 : NOWHERE);
      }
      if (end < NOWHERE) return { passage, start, end };
    }
  }
  return undefined;
}

/** Where what stands at a place of the text and fits a pattern ends. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : NOWHERE;
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
