import { CLEAN, INVISIBLE, isClean, isInWord, kindOf, MARK, traitOf } from './fold.ts';
import { BLOCK } from './tokens.ts';

/** Marks after one character that are read with it, and the most characters that one may stand for with those. */
const MOST_MARKS = 16;
const LONGEST_EXPANSION = 64;

/** Where each character of the text cleaned last begins and ends in what it was made from; one room for all. */
const starts = new Int32Array(BLOCK);
const ends = new Int32Array(BLOCK);

/**
 * A stretch of text, as much as fits a block, made such that every character may be read as it stands: marks composed,
 * full-width forms and ligatures resolved (NFKC), invisible characters left out.
 * Its places can be traced back until another text is cleaned.
 */
export class Cleaned {
  readonly text: string;
  /** Where the stretch ends in the text it was made from. */
  readonly to: number;

  constructor(text: string, from: number) {
    const codes: number[] = [];
    let at = from;
    for (let end = at; at < text.length && codes.length < BLOCK - LONGEST_EXPANSION; at = end) {
      end = endOfCharacter(text, at);
      const put = (code: number) => {
        starts[codes.length] = at;
        ends[codes.length] = end;
        codes.push(code);
      };
      const code = text.charCodeAt(at);
      if (end === at + 1 && traitOf(code) & CLEAN) put(code);
      else if ((kindOf(code) & INVISIBLE) === 0) resolve(text.slice(at, end)).forEach(put);
    }
    this.text = String.fromCharCode(...codes);
    this.to = at;
  }

  /** Where a place in the stretch is in the text it was made from. */
  startOf(at: number): number {
    return at < this.text.length ? (starts[at] ?? 0) : this.to;
  }

  /** Where what stands before a place in the stretch ends in the text it was made from. */
  endOf(at: number): number {
    return ends[at - 1] ?? this.to;
  }
}

/** A text of at most a block as it is read. */
export function cleaned(text: string): string {
  return isClean(text, 0, text.length) ? text : new Cleaned(text, 0).text;
}

/** The same of a stretch of a text, which may begin before it. */
export function cleanedPart(text: string, from: number, to: number): string {
  return cleaned(text.slice(Math.max(0, from), to));
}

/** Where a character ends with its marks. */
function endOfCharacter(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && end - at <= MOST_MARKS && kindOf(text.charCodeAt(end)) & MARK) end++;
  return end;
}

/** What was resolved before; a page repeats itself, and normalising takes microseconds. */
const resolved = new Map<string, readonly number[]>();
const MOST_RESOLVED = 500;

/** The UTF-16 units of what a character with its marks stands for, as far as they belong to a word. */
function resolve(written: string): readonly number[] {
  const known = resolved.get(written);
  if (known) return known;
  const codes = Array.from(written.normalize('NFKC'), (character) => character.charCodeAt(0));
  const inWord = codes.filter((code, index) => index === 0 || isInWord(code));
  if (resolved.size === MOST_RESOLVED) resolved.clear();
  resolved.set(written, inWord);
  return inWord;
}
