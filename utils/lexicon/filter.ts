import { mix, remix } from './format.ts';

/** A set of hashes that may take a foreign one for its own (B. H. Bloom, CACM 13(7), 1970), with two bits a hash. */
export class Filter {
  readonly bits: Uint32Array;
  /** From 32 bits to the number of a bit. */
  readonly shift: number;

  constructor(bits: Uint32Array) {
    this.bits = bits;
    this.shift = 32 - Math.log2(bits.length * 32);
  }

  has(hash: number): boolean {
    const mixed = mix(hash);
    return this.#isSet(mixed >>> this.shift) && this.#isSet(remix(mixed) >>> this.shift);
  }

  add(hash: number): void {
    const mixed = mix(hash);
    for (const bit of [mixed >>> this.shift, remix(mixed) >>> this.shift]) {
      this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  #isSet(bit: number): boolean {
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}
