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
    this.folded2 = Math.imul(this.folded2 ^ folded, 0x5bd1e995);
    this.folded2 ^= this.folded2 >>> 15;
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
