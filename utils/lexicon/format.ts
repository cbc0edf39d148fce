/** How compiled patterns lie in their buffer: ten 32-bit numbers, then the parts, in the byte order of the machine. */

export const MAGIC = 0x4e475031;
export const HEADER_BYTES = 40;

/** Bits of a Bloom filter for each prefix; with one hash function 1/16 of foreign prefixes pass. */
export const FILTER_BITS_PER_PREFIX = 16;
/** Slots of the table for each form. */
export const SLOTS_PER_FORM = 1.25;

/** In a pattern's flags: it is the last one of its form. */
export const LAST = 1;
/** In a pattern's flags: the case must be as written. */
export const EXACT = 2;
/** In a pattern's flags: all capitals will do as well. */
export const SHOUTABLE = 4;

/** Where each part begins, from the numbers in the header. */
export interface Layout {
  readonly forms: number;
  readonly patterns: number;
  /** Bits, each a power of two: filters of first words folded, of first words as written, of prefixes. */
  readonly firstBits: number;
  readonly writtenBits: number;
  readonly prefixBits: number;
  readonly slots: number;
}

/** Places of the parts of a buffer, in bytes, and its whole length. */
export function partsOf({ patterns, firstBits, writtenBits, prefixBits, slots }: Layout) {
  const first = HEADER_BYTES;
  const written = first + firstBits / 8;
  const prefixes = written + writtenBits / 8;
  const keys = prefixes + prefixBits / 8;
  const values = keys + slots * 12;
  const cases = values + patterns * 4;
  const flags = cases + patterns * 4;
  return { first, written, prefixes, keys, values, cases, flags, length: flags + Math.ceil(patterns / 4) * 4 };
}

/** Mixes a hash so that its top bits depend on all of it (MurmurHash3's finaliser, its first half). */
export function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** The slot a form is first looked for in. */
export function slotOf(hash: number, slots: number): number {
  return Math.floor((mix(hash) / 0x1_0000_0000) * slots);
}

/** First words in any case share the filter of first words as written, under a mark of their own. */
export function anyCase(folded: number): number {
  return (folded ^ 0x5bd1e995) >>> 0;
}
