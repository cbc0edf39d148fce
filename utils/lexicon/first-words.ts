import { spread } from './format.ts';

/** Bits for each first word; one in 20 foreign words passes, as twice the bits would not fit the nearest cache. */
const BITS_PER_WORD = 24;
/** As a power of two: 4 kB, so that few terms of a small digest look like first words. */
const SMALLEST = 15;

/** The filter of first words, one bit a word: it is asked at every character of a text. */
export class FirstWords {
  readonly bits: Uint32Array;
  /** From 32 bits to the number of a bit. */
  readonly shift: number;

  constructor(bits: Uint32Array) {
    this.bits = bits;
    this.shift = Math.clz32(bits.length * 32 - 1);
  }

  /** The number of bits for so many words. */
  static bitsFor(words: number): number {
    return 2 ** Math.max(SMALLEST, Math.ceil(Math.log2(Math.max(1, words) * BITS_PER_WORD * 0.75)));
  }

  has(hash: number): boolean {
    const bit = spread(hash) >>> this.shift;
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  add(hash: number): void {
    const bit = spread(hash) >>> this.shift;
    this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
}
