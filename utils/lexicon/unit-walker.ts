import {
  COMPATIBILITY,
  DIGIT,
  FOLDED,
  foldSingle,
  HYPHEN,
  INVISIBLE,
  isInWord,
  kindOf,
  LETTER,
  MARK,
  SPACE,
  ZERO_WIDTH_SPACE,
} from './fold.ts';
import { A_HYPHEN, A_JOINT, A_SPACE, NOTHING, SEVERAL, writingOf } from './format.ts';

const SPACE_CODE = 0x20;
const HYPHEN_CODE = 0x2d;
const PLUS_CODE = 0x2b;
export const SEED_2 = 0x9747b28c;
export const WRITTEN_SEED = 0x811c9dc5;

/** One step of the first hash within a word: the cheapest that keeps common words apart (cyclic polynomial, "buzhash"). */
export function step(hash: number, code: number): number {
  return ((hash << 5) | (hash >>> 27)) ^ code;
}

/** One step of the first hash over what is no part of a word; a product, so that the order of words counts. */
export function stepApart(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** One step of the second hash, unlike the first, so that the two do not collide together. */
export function step2(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x5bd1e995);
  return mixed ^ (mixed >>> 15);
}

/** One step of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), for the case as written. */
export function stepWritten(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/**
 * Reads a text unit by unit in canonical form, hashing as it goes. A unit is a word, or one character that is no
 * part of a word. Canonical: marks composed, forms and quotes folded, invisible characters skipped, any run of spaces
 * one space, any hyphen one hyphen; and between a letter and a digit, or beside a plus, neither space nor hyphen:
 * "NIS2" is "NIS 2" is "NIS-2". Labels and pages are read by this same code, so equal reading means equal hashes.
 */
export class UnitWalker {
  /** Hashes of all read so far: two of the folded form, which together identify it, and one of the case as written. */
  folded = 0;
  folded2 = SEED_2;
  written = WRITTEN_SEED;
  /** How the first word is written, as far as it is read: see format.ts. */
  writing = 0;
  /** What stood before the last unit: see format.ts. */
  between = NOTHING;
  /** Whether the last unit is a word. */
  isWord = false;
  /** The first character of the last unit, folded. */
  unitStart = 0;
  /** After the last character read, invisible ones at the end left out; UTF-16 units. */
  end = 0;
  #text = '';
  #last = 0;
  #isFirstCapital = false;
  #onJoint: ((next: number) => void) | undefined;

  /**
   * Begins before the unit at `at`.
   * @param onJoint called with a character within a word before which another text may have a space, for a letter and
   *   a digit meet there
   */
  begin(text: string, at: number, onJoint?: (next: number) => void): void {
    this.#text = text;
    this.#onJoint = onJoint;
    this.end = at;
    this.between = NOTHING;
    this.folded = 0;
    this.folded2 = SEED_2;
    this.written = WRITTEN_SEED;
    this.writing = 0;
    this.#isFirstCapital = false;
    this.#last = 0;
  }

  /** Reads the separators before the next unit, and the unit. False at the end of the text. */
  next(): boolean {
    if (this.#readPlainWord()) return true;
    const from = this.#skipSeparators(this.end);
    if (from >= this.#text.length) return false;
    const code = this.#text.charCodeAt(from);
    this.isWord = isInWord(code);
    this.unitStart = 0;
    if (this.isWord) this.#readWord(from);
    else {
      this.unitStart = foldSingle(code);
      this.#addApart(foldSingle(code));
      this.end = from + 1;
    }
    return true;
  }

  /**
   * The usual case, done fast: one space, then a word without special characters. Returns false, having read nothing,
   * where it is another case.
   */
  #readPlainWord(): boolean {
    const text = this.#text;
    let at = this.end + 1;
    if (at >= text.length) return false;
    let code = text.charCodeAt(at);
    let letter = FOLDED[code] ?? 0;
    if (text.charCodeAt(this.end) !== SPACE_CODE || letter <= 0 || this.#onJoint || this.#last === 0) return false;
    let { folded, folded2, written } = this;
    const isJoint = isJointAt(this.#last, code);
    if (!isJoint) {
      folded = stepApart(folded, SPACE_CODE);
      folded2 = step2(folded2, SPACE_CODE);
      written = stepWritten(written, SPACE_CODE);
    }
    let last = code;
    while (letter > 0) {
      folded = step(folded, letter);
      folded2 = step2(folded2, letter);
      written = stepWritten(written, code);
      last = code;
      code = ++at < text.length ? text.charCodeAt(at) : 0;
      letter = FOLDED[code] ?? 0;
    }
    if (letter < 0) return false;
    this.between = isJoint ? A_JOINT : A_SPACE;
    this.isWord = true;
    this.unitStart = FOLDED[text.charCodeAt(this.end + 1)] ?? 0;
    this.folded = folded;
    this.folded2 = folded2;
    this.written = written;
    this.end = at;
    this.#last = last;
    return true;
  }

  /** Reads what stands between two units; returns where the next one begins. */
  #skipSeparators(from: number): number {
    this.between = NOTHING;
    const text = this.#text;
    let at = from;
    if (this.#last === 0) {
      while (at < text.length && kindOf(text.charCodeAt(at)) & INVISIBLE) at++;
      return at;
    }
    const separators: number[] = [];
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind & SPACE) {
        if (separators.at(-1) !== SPACE_CODE) separators.push(SPACE_CODE);
      } else if (kind & HYPHEN) separators.push(HYPHEN_CODE);
      else if (!(kind & INVISIBLE) && code !== ZERO_WIDTH_SPACE) break;
    }
    if (at === text.length) return at;
    const isJoint = separators.length === 1 && isJointAt(this.#last, text.charCodeAt(at));
    this.between = isJoint ? A_JOINT : betweenOf(separators);
    if (!isJoint) for (const separator of separators) this.#addApart(separator);
    return at;
  }

  #readWord(from: number): void {
    const text = this.#text;
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (!isInWord(code)) break;
      const kind = kindOf(code);
      let after = at + 1;
      while (after < text.length && isMark(text.charCodeAt(after))) after++;
      if (kind & COMPATIBILITY || after > at + 1) {
        for (const character of text.slice(at, after).normalize('NFKC')) this.#addToWord(character.charCodeAt(0));
      } else if (kind & INVISIBLE) {
        at = after;
        continue;
      } else this.#addToWord(code);
      this.end = at = after;
    }
  }

  #addToWord(code: number): void {
    kindOf(code);
    const letter = FOLDED[code] ?? 0;
    const folded = letter > 0 ? letter : code;
    if (this.#onJoint && this.#last !== 0 && isJointAt(this.#last, code)) this.#onJoint(folded);
    if (this.unitStart === 0) this.unitStart = folded;
    const isCapital = folded !== code;
    if (this.#last === 0) this.#isFirstCapital = isCapital;
    this.writing = writingOf(this.#isFirstCapital, isCapital);
    this.folded = step(this.folded, folded);
    this.#note(code, folded);
  }

  #addApart(code: number): void {
    this.folded = stepApart(this.folded, code);
    this.#note(code, code);
  }

  #note(written: number, folded: number): void {
    this.folded2 = step2(this.folded2, folded);
    this.written = stepWritten(this.written, written);
    this.#last = written;
  }
}

/** Whether a space or hyphen between two characters is one that others do not write: "NIS 2", "WSIS +20". */
export function isJointAt(before: number, after: number): boolean {
  if (before === PLUS_CODE || after === PLUS_CODE) return true;
  const kind = kindOf(before);
  const next = kindOf(after);
  return ((kind & LETTER) !== 0 && (next & DIGIT) !== 0) || ((kind & DIGIT) !== 0 && (next & LETTER) !== 0);
}

/** What stands between two units, from the separators there: spaces and hyphens. */
function betweenOf([first, ...others]: readonly number[]): number {
  if (first === undefined) return NOTHING;
  return others.length > 0 ? SEVERAL : first === SPACE_CODE ? A_SPACE : A_HYPHEN;
}

function isMark(code: number): boolean {
  return (kindOf(code) & MARK) !== 0 && isInWord(code);
}
