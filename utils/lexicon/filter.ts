/**
 * A set of hashes that may take a foreign one for its own: two bits a hash in one word of memory (a blocked Bloom
 * filter: Putze, Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007). A hash must be
 * spread: its top bits choose the word.
 */
export class Filter {
  readonly words: Uint32Array;
  /** From 32 bits to the number of a word. */
  readonly shift: number;

  constructor(words: Uint32Array) {
    this.words = words;
    this.shift = Math.clz32(words.length - 1);
  }

  has(hash: number): boolean {
    return holds(this.words[hash >>> this.shift] ?? 0, hash) !== 0;
  }
}

/** 1 where a word of a filter holds a hash, else 0. */
export function holds(word: number, hash: number): number {
  // A shift takes its number modulo 32.
  return (word >>> (hash >>> 8)) & (word >>> (hash >>> 13)) & 1;
}

/** The bits of a word that stand for a hash. */
export function bitsOf(hash: number): number {
  return (1 << (hash >>> 8)) | (1 << (hash >>> 13));
}
