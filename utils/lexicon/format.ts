/** How compiled patterns lie in their buffer: eight 32-bit numbers, then the parts, in the byte order of the machine. */

export const MAGIC = 0x4e475033;
export const HEADER_BYTES = 32;

/** Forms in a bucket of the table, on average: few enough to look through, enough to keep the index small. */
const FORMS_PER_BUCKET = 1.5;

/** In a pattern's flags: it is the last one of its form. */
export const LAST = 1;
/** In a pattern's flags: the case must be as written. */
export const EXACT = 2;
/** In a pattern's flags: all capitals will do as well. */
export const SHOUTABLE = 4;

/** How a first word may be written, as bits: the numbers that `writingOf` gives, and in any way. */
export const ANY_WRITING = 8;
/** In the marks of a first word, before those of how it is written: it is a whole pattern, or a pattern goes on. */
export const WHOLE_WORD = 0;
export const FIRST_OF_MORE = 4;

/** What the filter of beginnings knows of a beginning, added to its hash; any numbers far apart do. */
export const WHOLE = 0x3c6ef372;
/** Some pattern goes on from here. */
export const GOES_ON = 0x1f83d9ab;

/** What stands between two units. */
export const NOTHING = 0xbb67ae85;
export const A_SPACE = 0xa54ff53a;
export const A_HYPHEN = 0x9b05688c;
/** One space or hyphen that others do not write. */
export const A_JOINT = 0x510e527f;
export const SEVERAL = 0x5be0cd19;

/** Some pattern goes on like this: with these between, and a unit that begins with this character, folded. */
export function goesOnWith(between: number, character: number): number {
  return Math.imul(between ^ character, 0x85ebca6b);
}

/** How a word is written, by its first and last letter: 1 in small letters, 2 begun with a capital, 4 in capitals. */
export function writingOf(isFirstCapital: boolean, isLastCapital: boolean): number {
  return isLastCapital ? 4 : isFirstCapital ? 2 : 1;
}

/** The sizes of the parts, as the header has them. */
export interface Layout {
  readonly patterns: number;
  /** Bits, each a power of two: the filter of first words, and that of all beginnings. */
  readonly firstBits: number;
  readonly beginningBits: number;
  /** A power of two. */
  readonly buckets: number;
  /** How many characters that are no part of a word begin a pattern. */
  readonly starters: number;
}

/** There is a byte of marks for so many bits of the filter of first words. */
export const BITS_PER_MARK = 8;

/** Where each part of a buffer begins, in bytes, and its whole length. */
export function partsOf({ patterns, firstBits, beginningBits, buckets, starters }: Layout) {
  const first = HEADER_BYTES;
  const marks = first + firstBits / 8;
  const beginnings = marks + firstBits / BITS_PER_MARK;
  const starts = beginnings + beginningBits / 8;
  const keys = starts + (buckets + 1) * 4;
  const keys2 = keys + patterns * 4;
  const values = keys2 + patterns * 4;
  const cases = values + patterns * 4;
  const starterCodes = cases + patterns * 4;
  const flags = starterCodes + Math.ceil(starters / 2) * 4;
  const length = flags + Math.ceil(patterns / 4) * 4;
  return { first, marks, beginnings, starts, keys, keys2, values, cases, starterCodes, flags, length };
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

/** 2^32 over the golden ratio, odd: the product with it spreads a number (Fibonacci hashing: Knuth, TAOCP 3, 6.4). */
export const SPREAD = 0x9e3779b1;

/** Spreads a hash over all 32 bits, the top ones best. */
export function spread(hash: number): number {
  return Math.imul(hash, SPREAD) >>> 0;
}
