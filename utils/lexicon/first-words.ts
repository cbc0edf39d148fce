import { mix, spread } from './format.ts';

/** Bits for each first word; one foreign word in 20 passes, and more bits would not fit the nearest cache. */
const BITS_PER_WORD = 24;
/** As a power of two: 4 kB, so that few words look like first words of a small digest. */
const SMALLEST = 15;

/**
 * The first words of patterns: a filter of one bit a word, asked at every character of a text, and beside it marks
 * that say how a word is written and whether it is a whole pattern. Both may take a foreign word for one of theirs.
 */
export class FirstWords {
  readonly bits: Uint32Array;
  /** From 32 bits to the number of a bit. */
  readonly shift: number;
  readonly #marks: Uint8Array;
  readonly #markShift: number;

  constructor(bits: Uint32Array, marks: Uint8Array) {
    this.bits = bits;
    this.shift = Math.clz32(bits.length * 32 - 1);
    this.#marks = marks;
    this.#markShift = Math.clz32(marks.length - 1);
  }

  /** The number of bits for so many words. */
  static bitsFor(words: number): number {
    return 2 ** Math.max(SMALLEST, Math.ceil(Math.log2(Math.max(1, words) * BITS_PER_WORD * 0.75)));
  }

  has(hash: number): boolean {
    const bit = spread(hash) >>> this.shift;
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  /** The marks of a first word: see format.ts. */
  marksOf(hash: number): number {
    return this.#marks[mix(hash) >>> this.#markShift] ?? 0;
  }

  add(hash: number, marks: number): void {
    const bit = spread(hash) >>> this.shift;
    this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    const mark = mix(hash) >>> this.#markShift;
    this.#marks[mark] = (this.#marks[mark] ?? 0) | marks;
  }
}
