/** How compiled patterns lie in their buffer: ten 32-bit numbers, then the parts, in the byte order of the machine. */

export const MAGIC = 0x4e475032;
export const HEADER_BYTES = 40;

/** Bits of a filter for each hash in it; with two bits a hash, one in 70 foreign hashes passes. */
const FILTER_BITS_PER_HASH = 14;
/** Forms in a bucket of the table, on average: few enough to look through, enough to keep the index small. */
const FORMS_PER_BUCKET = 1.5;

/** In a pattern's flags: it is the last one of its form. */
export const LAST = 1;
/** In a pattern's flags: the case must be as written. */
export const EXACT = 2;
/** In a pattern's flags: all capitals will do as well. */
export const SHOUTABLE = 4;

/** The sizes of the parts, as the header has them. */
export interface Layout {
  readonly patterns: number;
  /** Bits, each a power of two: filters of first words folded, of first words as written, of all beginnings. */
  readonly firstBits: number;
  readonly writtenBits: number;
  readonly beginningBits: number;
  /** A power of two. */
  readonly buckets: number;
}

/** Where each part of a buffer begins, in bytes, and its whole length. */
export function partsOf({ patterns, firstBits, writtenBits, beginningBits, buckets }: Layout) {
  const first = HEADER_BYTES;
  const written = first + firstBits / 8;
  const beginnings = written + writtenBits / 8;
  const starts = beginnings + beginningBits / 8;
  const keys = starts + (buckets + 1) * 4;
  const keys2 = keys + patterns * 4;
  const values = keys2 + patterns * 4;
  const cases = values + patterns * 4;
  const flags = cases + patterns * 4;
  return {
    first,
    written,
    beginnings,
    starts,
    keys,
    keys2,
    values,
    cases,
    flags,
    length: flags + Math.ceil(patterns / 4) * 4,
  };
}

/** The number of bits a filter of so many hashes has. */
export function filterBits(hashes: number): number {
  return 2 ** Math.max(8, Math.ceil(Math.log2(Math.max(1, hashes) * FILTER_BITS_PER_HASH * 0.75)));
}

/** The number of buckets for so many forms. */
export function bucketsFor(forms: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, forms) / FORMS_PER_BUCKET)));
}

/** Mixes a hash so that its top bits depend on all of it, and loses nothing (MurmurHash3's finaliser, its first half). */
export function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** Another number from a mixed hash, for a filter's second bit (Fibonacci hashing: Knuth, TAOCP 3, 6.4). */
export function remix(mixed: number): number {
  return Math.imul(mixed, 0x9e3779b1) >>> 0;
}

/** First words in any case share the filter of first words as written, under a mark of their own. */
export function anyCase(folded: number): number {
  return (folded ^ 0x5bd1e995) >>> 0;
}
