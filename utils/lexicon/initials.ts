import { isInWord } from './fold.ts';
import { lazily } from './lazily.ts';
import type { Passage, Place } from './occurrence.ts';
import { wordsOf } from './page-evidence.ts';
import type { Steps } from './steps.ts';

/** Read where a word has begun: a pattern for each acronym takes longer to make than most pages to look through. */
const REST_OF_WORD = lazily("\\p{Ll}[\\p{L}\xad’']{0,30}", 'uy');
const BETWEEN_WORDS = /(?:-[^\s,;.]{1,30})?(?:\s+(?:of|and|the|for|on|in|to|de|du|des|la|&)){0,3}\s+/y;
/** Words without capitals spell an acronym by chance on every long page, but hardly so near it, in UTF-16 units. */
const NEAR = 220;
/** Beyond every text: nothing fits there. */
const NOWHERE = Number.POSITIVE_INFINITY;

/** The first words with capitals that have an acronym's letters as initials. Pauses after each passage. */
export function* initialsOnPage(
  acronym: string,
  passages: readonly Passage[],
  read: ReadonlySet<number>,
): Steps<string | undefined> {
  for (const passage of passages.keys()) {
    if (!read.has(passage)) continue;
    yield;
    const words = wordsWithInitials(acronym, passages, passage);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** The words near a place that have its letters as initials, with or without capitals. */
export function initialsNear(
  acronym: string,
  passages: readonly Passage[],
  { passage, start, end }: Place,
): string | undefined {
  const small = acronym.toLowerCase();
  const within = (letters: string) =>
    wordsWithInitials(letters, passages, passage, Math.max(start - NEAR, 0), end + NEAR);
  return within(small) ?? within(acronym[0] + small.slice(1));
}

/**
 * The first words that begin between two places of a passage and have these letters as initials; small words between
 * them are looked through, and what a hyphen joins may be two words or one.
 */
function wordsWithInitials(
  [first = '', ...others]: string,
  passages: readonly Passage[],
  passage: number,
  from = 0,
  to = NOWHERE,
): string | undefined {
  const text = passages[passage]?.text ?? '';
  for (let start = text.indexOf(first, from); start >= 0 && start < to; start = text.indexOf(first, start + 1)) {
    if (start > 0 && isInWord(text.charCodeAt(start - 1))) continue;
    let end = endOf(REST_OF_WORD(), text, start + 1);
    for (const letter of others) {
      if (end === NOWHERE) break;
      const isCompound = text[end] === '-' && text[end + 1] === letter;
      const next = isCompound ? end + 1 : endOf(BETWEEN_WORDS, text, end);
      end = endOf(REST_OF_WORD(), text, text[next] === letter ? next + 1 : NOWHERE);
    }
    if (end < NOWHERE) return wordsOf(passages, { passage, start, end });
  }
  return undefined;
}

/** Where what stands at a place of the text and fits a pattern ends. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : NOWHERE;
}
