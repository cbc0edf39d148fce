const SMALLEST_WORDS = 64;

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

  /** How many words of memory so many hashes take, with about so many bits for each. */
  static wordsFor(hashes: number, bitsPerHash: number): number {
    return Math.max(SMALLEST_WORDS, 2 ** Math.round(Math.log2(Math.max(1, hashes * bitsPerHash) / 32)));
  }

  has(hash: number): boolean {
    return holds(this.words[hash >>> this.shift] ?? 0, hash) !== 0;
  }

  add(hash: number): void {
    const index = hash >>> this.shift;
    this.words[index] = (this.words[index] ?? 0) | (1 << (hash >>> 8)) | (1 << (hash >>> 13));
  }
}

/** 1 where a word of a filter holds a hash, else 0. */
export function holds(word: number, hash: number): number {
  // A shift takes its number modulo 32.
  return (word >>> (hash >>> 8)) & (word >>> (hash >>> 13)) & 1;
}
