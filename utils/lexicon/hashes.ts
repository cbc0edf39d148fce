/** 2^32 over the golden ratio, odd: the product with it spreads a number (Fibonacci hashing: Knuth, TAOCP 3, 6.4). */
const SPREAD = 0x9e3779b1;
/** Prime and multiplier of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). */
const FNV_SEED = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Before the first word of a form. */
export const START = 0;

/** One step of FNV-1a: the hash of what stands before, and of the next character, or of the hash of the next word. */
export function stepHash(before: number, next: number): number {
  return Math.imul(before ^ next, FNV_PRIME);
}

/** The hash of a form up to the next word, from that up to the last one and what stands between. */
export function withGap(before: number, gap: string): number {
  let hash = before;
  for (let at = 0; at < gap.length; at++) hash = stepHash(hash, gap.charCodeAt(at));
  return hash;
}

/** The bit in which a capital differs from its small letter, in Latin, Greek and most of Cyrillic. */
export const CASE = 0x20;

/** The hash of a pattern's first word and of its first letter's case, spread over all 32 bits, the top ones best. */
export function firstOf(word: number, letter: number): number {
  const cased = word ^ (letter & CASE);
  return Math.imul(cased ^ (cased >>> 15), SPREAD);
}

/** The hash of a first word as above and of the next one. */
export function pairOf(first: number, next: number): number {
  return Math.imul(first ^ next, 0x85ebca6b);
}

/** Mixes a hash so that its top bits depend on all of it, and loses nothing (MurmurHash3's finaliser, its first half). */
export function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** Hashes of a surface, independent of those of forms: in lower case, and as written. */
export const FOLDED_SEED = 0x9747b28c;
export const WRITTEN_SEED = FNV_SEED;

/** One step of the hash in lower case: unlike the others, so that they do not collide together. */
export function stepFolded(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x5bd1e995);
  return mixed ^ (mixed >>> 15);
}

/** FNV-1a, 32 bits, over UTF-16 units; unsigned. */
export function hashWord(word: string): number {
  return withGap(FNV_SEED, word) >>> 0;
}
