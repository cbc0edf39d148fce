import type { Filter } from './filter.ts';
import { FOLDED, foldSingle, HYPHEN, INVISIBLE, isInWord, kindOf, SPACE, ZERO_WIDTH_SPACE } from './fold.ts';
import {
  A_HYPHEN,
  A_JOINT,
  A_SPACE,
  ANY_CASE,
  CAPITALS,
  GOES_ON,
  goesOnWith,
  NO_WORD,
  NOTHING,
  SEVERAL,
  WHOLE,
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
  /** The longest pattern seen last. */
  form = 0;
  end = 0;
  readonly #beginnings: Filter;
  readonly #forms: Forms;

  constructor(beginnings: Filter, forms: Forms) {
    this.#beginnings = beginnings;
    this.#forms = forms;
  }

  /** Looks on from a plain word at `start`..`end` with this hash. */
  fromWord(text: string, start: number, end: number, hash: number): Sight {
    const capitals = CAPITALS[capitalsOf(text, start, end)] ?? 0;
    const asWritten = this.#beginnings.has(hash ^ capitals);
    const anyCase = this.#beginnings.has(hash ^ ANY_CASE);
    if (!asWritten && !anyCase) return 'nothing';
    return this.#read(text, start, end, hash, asWritten ? capitals : ANY_CASE, anyCase ? ANY_CASE : capitals);
  }

  /** Looks on from the single character at `start`. */
  fromSingle(text: string, start: number): Sight {
    const hash = stepApart(0, foldSingle(text.charCodeAt(start)));
    return this.#read(text, start, start + 1, hash, NO_WORD, NO_WORD);
  }

  #read(text: string, start: number, from: number, first: number, mark: number, mark2: number): Sight {
    const beginnings = this.#beginnings;
    let hash = first;
    let end = from;
    let sight: Sight = 'nothing';
    for (;;) {
      const isWhole = beginnings.has(hash ^ WHOLE ^ mark) || (mark2 !== mark && beginnings.has(hash ^ WHOLE ^ mark2));
      if (isWhole && this.#isForm(text, start, end, hash)) sight = 'pattern';
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

/** Which of a word's letters are capitals, as `UnitWalker.capitals` has it. */
function capitalsOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  return Number(FOLDED[first] !== first) | (FOLDED[last] !== last ? 2 : 0);
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
