import { mix } from './format.ts';

/** Bits of a filter for each hash in it: of foreign hashes, one in 35 passes. */
const BITS_PER_HASH = 14;

/**
 * A set of hashes that may take a foreign one for its own: two bits a hash in one word of memory (a blocked Bloom
 * filter: Putze, Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007).
 */
export class Filter {
  readonly #words: Uint32Array;
  /** From 32 bits to the number of a word. */
  readonly #shift: number;

  constructor(words: Uint32Array) {
    this.#words = words;
    this.#shift = Math.clz32(words.length - 1);
  }

  /** The number of bits for so many hashes. */
  static bitsFor(hashes: number): number {
    return 2 ** Math.max(8, Math.ceil(Math.log2(Math.max(1, hashes) * BITS_PER_HASH * 0.75)));
  }

  has(hash: number): boolean {
    const mixed = mix(hash);
    const word = this.#words[mixed >>> this.#shift] ?? 0;
    return ((word >>> (mixed & 31)) & (word >>> ((mixed >>> 5) & 31)) & 1) !== 0;
  }

  add(hash: number): void {
    const mixed = mix(hash);
    const word = mixed >>> this.#shift;
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (mixed & 31)) | (1 << ((mixed >>> 5) & 31));
  }
}
