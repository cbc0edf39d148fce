import { mix, spread } from './format.ts';

/** Bits of a filter for each hash in it; with two bits a hash, one in 70 foreign hashes passes. */
const BITS_PER_HASH = 14;

/** A set of hashes that may take a foreign one for its own (B. H. Bloom, CACM 13(7), 1970), with two bits a hash. */
export class Filter {
  readonly #bits: Uint32Array;
  /** From 32 bits to the number of a bit. */
  readonly #shift: number;

  constructor(bits: Uint32Array) {
    this.#bits = bits;
    this.#shift = Math.clz32(bits.length * 32 - 1);
  }

  /** The number of bits for so many hashes. */
  static bitsFor(hashes: number): number {
    return 2 ** Math.max(8, Math.ceil(Math.log2(Math.max(1, hashes) * BITS_PER_HASH * 0.75)));
  }

  has(hash: number): boolean {
    const mixed = mix(hash);
    return this.#isSet(mixed >>> this.#shift) && this.#isSet(spread(mixed) >>> this.#shift);
  }

  add(hash: number): void {
    const mixed = mix(hash);
    for (const bit of [mixed >>> this.#shift, spread(mixed) >>> this.#shift]) {
      this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  #isSet(bit: number): boolean {
    return ((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}
