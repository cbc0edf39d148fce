import type { Filter } from './filter.ts';
import type { FirstWords } from './first-words.ts';
import { FOLDED, foldSingle, HYPHEN, INVISIBLE, isInWord, kindOf, SPACE, ZERO_WIDTH_SPACE } from './fold.ts';
import {
  A_HYPHEN,
  A_JOINT,
  A_SPACE,
  ANY_WRITING,
  FIRST_OF_MORE,
  GOES_ON,
  goesOnWith,
  NOTHING,
  SEVERAL,
  WHOLE,
  WHOLE_WORD,
  writingOf,
} from './format.ts';
import type { Forms } from './forms.ts';
import { isJointAt, SEED_2, step, step2, stepApart, stepWritten, WRITTEN_SEED } from './unit-walker.ts';

const SPACE_CODE = 0x20;
const HYPHEN_CODE = 0x2d;

/** What a glance sees: no pattern, one, or something out of the ordinary, to be read with all care. */
export type Sight = 'nothing' | 'pattern' | 'careful';

/**
 * Reads on from where a pattern may begin, in text as it mostly is: words with one space or one sign between them.
 * Sees the same there as `UnitWalker`, at less cost: one hash, as long as the filter says that some pattern goes on.
 */
export class Glance {
  /** Where it looked last, and the longest pattern seen there. */
  start = 0;
  form = 0;
  end = 0;
  readonly #first: FirstWords;
  readonly #beginnings: Filter;
  readonly #forms: Forms;

  constructor(first: FirstWords, beginnings: Filter, forms: Forms) {
    this.#first = first;
    this.#beginnings = beginnings;
    this.#forms = forms;
  }

  /** Looks on from a plain word that ends at `end`, with this hash; it begins at `from` or later. */
  fromWord(text: string, from: number, end: number, hash: number): Sight {
    const marks = this.#first.marksOf(hash);
    if (marks === 0) return 'nothing';
    const start = wordStart(text, from, end);
    this.start = start;
    return this.#read(text, start, end, hash, marks, writingAt(text, start, end) | ANY_WRITING);
  }

  /** Looks on from the single character at `start`. */
  fromSingle(text: string, start: number): Sight {
    const hash = stepApart(0, foldSingle(text.charCodeAt(start)));
    this.start = start;
    return this.#read(text, start, start + 1, hash, this.#first.marksOf(hash), ANY_WRITING);
  }

  #read(text: string, start: number, from: number, first: number, marks: number, writings: number): Sight {
    const beginnings = this.#beginnings;
    let sight: Sight = 'nothing';
    if ((marks >>> WHOLE_WORD) & writings && this.#isForm(text, start, from, first)) sight = 'pattern';
    if (!((marks >>> FIRST_OF_MORE) & writings)) return sight;
    let hash = first;
    let end = from;
    for (;;) {
      if (end >= text.length) return sight;
      const code = text.charCodeAt(end);
      const isSeparator = code === SPACE_CODE || code === HYPHEN_CODE;
      let next = isSeparator ? end + 1 : end;
      if (next >= text.length) return sight;
      const after = text.charCodeAt(next);
      let letter = FOLDED[after] ?? 0;
      if (letter <= 0 && isPassedOver(after)) return this.#goesOnAt(text, end, hash) ? 'careful' : sight;
      const character = letter > 0 ? letter : foldSingle(after);
      if (isSeparator) {
        const isJoint = isJointAt(text.charCodeAt(end - 1), after);
        const between = isJoint ? A_JOINT : code === SPACE_CODE ? A_SPACE : A_HYPHEN;
        if (!beginnings.has(hash ^ goesOnWith(between, character))) return sight;
        if (isJoint) return 'careful';
        hash = stepApart(hash, code);
      } else if (!beginnings.has(hash ^ goesOnWith(NOTHING, character))) return sight;
      if (letter > 0) {
        do {
          hash = step(hash, letter);
          letter = ++next < text.length ? (FOLDED[text.charCodeAt(next)] ?? 0) : 0;
        } while (letter > 0);
        if (letter < 0 && isInWord(text.charCodeAt(next))) return 'careful';
      } else {
        hash = stepApart(hash, character);
        next++;
      }
      end = next;
      if (beginnings.has(hash ^ WHOLE) && this.#isForm(text, start, end, hash)) sight = 'pattern';
    }
  }

  /** Whether a pattern goes on at `at`, where something out of the ordinary stands. */
  #goesOnAt(text: string, at: number, hash: number): boolean {
    let next = at;
    let spaces = 0;
    let hyphens = 0;
    for (; next < text.length && isPassedOver(text.charCodeAt(next)); next++) {
      const kind = kindOf(text.charCodeAt(next));
      if (kind & SPACE) spaces++;
      if (kind & HYPHEN) hyphens++;
    }
    if (next >= text.length || !this.#beginnings.has(hash ^ GOES_ON)) return false;
    const after = text.charCodeAt(next);
    if (isInWord(after) && (FOLDED[after] ?? 0) <= 0) return true;
    const isJoint = hyphens + Math.min(spaces, 1) === 1 && isJointAt(text.charCodeAt(at - 1), after);
    const between = isJoint ? A_JOINT : betweenOf(spaces, hyphens);
    const letter = FOLDED[after] ?? 0;
    return this.#beginnings.has(hash ^ goesOnWith(between, letter > 0 ? letter : foldSingle(after)));
  }

  /** Whether text[start..end], plain, is a pattern whose case holds; notes it. */
  #isForm(text: string, start: number, end: number, hash: number): boolean {
    let folded2 = SEED_2;
    let written = WRITTEN_SEED;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const letter = FOLDED[code] ?? 0;
      folded2 = step2(folded2, letter > 0 ? letter : foldSingle(code));
      written = stepWritten(written, letter > 0 ? code : foldSingle(code));
    }
    const form = this.#forms.find(hash, folded2);
    if (form === undefined || !this.#forms.holds(form, written, text, start, end)) return false;
    this.form = form;
    this.end = end;
    return true;
  }
}

/** Where the plain word that ends at `at` begins, at `from` or later. */
export function wordStart(text: string, from: number, at: number): number {
  let start = at;
  while (start > from && (FOLDED[text.charCodeAt(start - 1)] ?? 0) > 0) start--;
  return start;
}

/** How a plain word is written, as `UnitWalker.writing` has it. */
function writingAt(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  return writingOf(FOLDED[first] !== first, FOLDED[last] !== last);
}

/** Whether a character stands between units, or is read as if it were not there. */
function isPassedOver(code: number): boolean {
  return (kindOf(code) & (SPACE | HYPHEN | INVISIBLE)) !== 0 || code === ZERO_WIDTH_SPACE;
}

/** What stands between two units, as `UnitWalker.between` has it. */
function betweenOf(spaces: number, hyphens: number): number {
  if (hyphens === 0) return spaces === 0 ? NOTHING : A_SPACE;
  return hyphens === 1 && spaces === 0 ? A_HYPHEN : SEVERAL;
}
