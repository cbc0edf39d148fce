import {
  COMPATIBILITY,
  DIGIT,
  FOLDED,
  foldSingle,
  HYPHEN,
  INVISIBLE,
  kindOf,
  LETTER,
  MARK,
  SPACE,
  SPECIAL,
  ZERO_WIDTH_SPACE,
} from './fold.ts';

const SPACE_CODE = 0x20;
const HYPHEN_CODE = 0x2d;
const PLUS_CODE = 0x2b;

/** Where hashing begins; any odd numbers do. */
export const SEED = 0x811c9dc5;
const SEED_2 = 0x9747b28c;

/** One step of the hash that guards entry to the slow path (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** One step of the second hash, unlike the first: with a shift, so that the two do not collide together. */
function step2(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x5bd1e995);
  return mixed ^ (mixed >>> 15);
}

/**
 * Reads a text unit by unit in canonical form, hashing as it goes. A unit is a word, or one character that is no
 * part of a word. Canonical: marks composed, forms and quotes folded, invisible characters skipped, any run of spaces
 * one space, any hyphen one hyphen; and between a letter and a digit, or beside a plus, neither space nor hyphen:
 * "NIS2" is "NIS 2" is "NIS-2". Labels and pages are read by this same code, so equal reading means equal hashes.
 */
export class UnitWalker {
  /** Hashes of all read so far: two of the folded form, which together identify it, and one of the case as written. */
  folded = SEED;
  folded2 = SEED_2;
  written = SEED;
  /** Whether a separator before the last unit was dropped, so that another text may write both as one word. */
  joined = false;
  /** After the last character read, invisible ones at the end left out; UTF-16 units. */
  end = 0;
  #text = '';
  #lastKind = 0;
  #last = 0;
  #onJoint: (() => void) | undefined;

  /**
   * Begins before the unit at `at`.
   * @param onJoint called between a letter and a digit within a word, where another text may have a space
   */
  begin(text: string, at: number, onJoint?: () => void): void {
    this.#text = text;
    this.#onJoint = onJoint;
    this.end = at;
    this.joined = false;
    this.folded = SEED;
    this.folded2 = SEED_2;
    this.written = SEED;
    this.#lastKind = 0;
    this.#last = 0;
  }

  /** Reads the separators before the next unit, and the unit. False at the end of the text. */
  next(): boolean {
    if (this.#readPlainWord()) return true;
    const from = this.#skipSeparators(this.end);
    if (from >= this.#text.length) return false;
    const code = this.#text.charCodeAt(from);
    kindOf(code);
    const folded = FOLDED[code] ?? 0;
    if (folded >= SPECIAL) this.#readWord(from);
    else {
      const single = foldSingle(code);
      this.#add(single, single);
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
    let code = text.charCodeAt(at);
    let letter = FOLDED[code] ?? 0;
    if (text.charCodeAt(this.end) !== SPACE_CODE || letter <= SPECIAL || this.#onJoint || this.#last === 0)
      return false;
    let { folded, folded2, written } = this;
    const joined = this.#isJoint(code);
    if (!joined) {
      folded = step(folded, SPACE_CODE);
      folded2 = step2(folded2, SPACE_CODE);
      written = step(written, SPACE_CODE);
    }
    let last = code;
    while (letter > SPECIAL) {
      folded = step(folded, letter);
      folded2 = step2(folded2, letter);
      written = step(written, code);
      last = code;
      code = text.charCodeAt(++at);
      letter = FOLDED[code] ?? 0;
    }
    if (letter === SPECIAL) return false;
    this.joined = joined;
    this.folded = folded;
    this.folded2 = folded2;
    this.written = written;
    this.end = at;
    this.#last = last;
    this.#lastKind = kindOf(last);
    return true;
  }

  /** Reads what stands between two units; returns where the next one begins. */
  #skipSeparators(from: number): number {
    if (this.#last === 0) return from;
    const text = this.#text;
    const separators: number[] = [];
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      if (kind & SPACE) {
        if (separators.at(-1) !== SPACE_CODE) separators.push(SPACE_CODE);
      } else if (kind & HYPHEN) separators.push(HYPHEN_CODE);
      else if (!(kind & INVISIBLE) && code !== ZERO_WIDTH_SPACE) break;
    }
    this.joined = separators.length === 1 && at < text.length && this.#isJoint(text.charCodeAt(at));
    if (this.joined || at === text.length) return at;
    for (const separator of separators) this.#add(separator, separator);
    return at;
  }

  #readWord(from: number): void {
    const text = this.#text;
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      const kind = kindOf(code);
      const folded = FOLDED[code] ?? 0;
      if (folded < SPECIAL) break;
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
    const kind = kindOf(code);
    if (this.#onJoint && this.end > 0 && this.#isJointOf(kind)) this.#onJoint();
    const folded = FOLDED[code] ?? 0;
    this.#add(code, folded > SPECIAL ? folded : code);
  }

  #add(written: number, folded: number): void {
    this.folded = step(this.folded, folded);
    this.folded2 = step2(this.folded2, folded);
    this.written = step(this.written, written);
    this.#last = written;
    this.#lastKind = kindOf(written);
  }

  #isJoint(next: number): boolean {
    return this.#last === PLUS_CODE || next === PLUS_CODE || this.#isJointOf(kindOf(next));
  }

  /** Whether a letter and a digit meet, in either order. */
  #isJointOf(kind: number): boolean {
    return (this.#lastKind & LETTER && kind & DIGIT) !== 0 || (this.#lastKind & DIGIT && kind & LETTER) !== 0;
  }
}

function isMark(code: number): boolean {
  return (kindOf(code) & MARK) !== 0 && FOLDED[code] === SPECIAL;
}
