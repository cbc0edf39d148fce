import { isInWord } from './fold.ts';
import { lazily } from './lazily.ts';

/** A place where a text spells an acronym out. */
export interface Expansion {
  /** Where the long form stands, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** Longest long form looked for, in UTF-16 units; the longest in MEDLINE are far below it. */
const MAX_LONG_FORM = 120;
const BETWEEN_WORDS = lazily('[^\\p{L}\\p{N}&+]+');

/**
 * The long form of the acronym at `start`..`end`, in either order: "long form (SF)" or "SF (long form)".
 * After A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
 * text", PSB 2003, section 3.
 */
export function expansionOf(text: string, start: number, end: number): Expansion | undefined {
  const short = text.slice(start, end);
  return longFormBefore(text, start, end, short) ?? longFormAfter(text, end, short);
}

function longFormBefore(text: string, start: number, end: number, short: string): Expansion | undefined {
  const open = skipBack(text, start - 1);
  if (text[open] !== '(' || !/^["'’”\s]*[);,]/.test(text.slice(end, end + 4))) return undefined;
  const stop = skipBack(text, open - 1) + 1;
  const from = candidateStart(text, stop, maxWords(short));
  const offset = bestLongForm(short, text.slice(from, stop));
  return offset === undefined ? undefined : { start: from + offset, end: stop };
}

function longFormAfter(text: string, end: number, short: string): Expansion | undefined {
  const opening = /^["'’”]?\s?\(\s?/.exec(text.slice(end, end + 5));
  if (!opening) return undefined;
  const start = end + opening[0].length;
  const inside = /^[^();\n]{3,120}/.exec(text.slice(start, start + MAX_LONG_FORM))?.[0];
  if (inside === undefined || !/[\s-]/.test(inside.trim())) return undefined;
  const offset = bestLongForm(short, inside);
  return offset === undefined || inside.slice(0, offset).split(/\s+/).length > 2
    ? undefined
    : { start: start + offset, end: start + inside.length };
}

/** Words of a long form at most, for an acronym of n letters: min(n + 5, 2 n) (ibid., section 3.1). */
function maxWords(short: string): number {
  const letters = short.length;
  return Math.min(letters + 5, letters * 2);
}

/** Where the last `words` words before `stop` begin, within the same sentence. */
function candidateStart(text: string, stop: number, words: number): number {
  const floor = Math.max(0, stop - MAX_LONG_FORM);
  let left = words;
  let at = stop;
  while (at > floor) {
    const character = text[at - 1] ?? '';
    if (/[()]/.test(character) || (/[.!?;:]/.test(character) && /\s/.test(text[at] ?? ' '))) break;
    if (/\s\S/.test(text.slice(at - 1, at + 1)) && --left === 0) break;
    at--;
  }
  return at;
}

/**
 * Where in `candidate` the shortest long form of `short` begins: its letters are found from right to left, the first
 * one at the start of a word (ibid., figure 1). Undefined where there is none.
 */
function bestLongForm(short: string, candidate: string): number | undefined {
  const wanted = short.toLowerCase();
  const long = candidate.toLowerCase();
  let at = long.length - 1;
  for (let index = wanted.length - 1; index >= 0; index--) {
    const character = wanted[index] ?? '';
    if (!isInWord(character.charCodeAt(0))) continue;
    while (at >= 0 && (long[at] !== character || (index === 0 && !beginsName(long, at)))) at--;
    if (at < 0) return undefined;
    at--;
  }
  const start = long.slice(0, at + 2).search(/\S*$/);
  const form = candidate.slice(start).trim();
  const isLongEnough = form.length > short.length + 2 && /[\s-]/.test(form);
  return isLongEnough && !containsWord(form, short) ? start : undefined;
}

/** Whether a name may begin here: a word does, and none such as "of", which the paper's algorithm would be content with. */
function beginsName(text: string, at: number): boolean {
  return !isInWord(text.charCodeAt(at - 1)) && !/^(?:of|the|and|for|on|in|to|a|an)\s/.test(text.slice(at, at + 4));
}

function containsWord(form: string, word: string): boolean {
  return form.split(BETWEEN_WORDS()).includes(word);
}

/** The last place up to `at` with no quotation mark or space. */
function skipBack(text: string, at: number): number {
  while (at >= 0 && /["'‘’“”\s]/.test(text[at] ?? '')) at--;
  return at;
}
