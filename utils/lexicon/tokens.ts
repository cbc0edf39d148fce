import { CLEAN, isClean, PLAIN, traitOf, traits } from './fold.ts';

/** Characters read at once, so that what is held stays small. */
export const BLOCK = 1000;
/** Room for as many words and what stands between them, a power of two, so that a mask can keep to it. */
const ROOM = 2048;

/**
 * The text read last: by turns what stands between words (even numbers; may be empty) and words (odd numbers). Of each
 * the hash of its characters, as long as it is a word, where its last character is, and a word's first one as written.
 */
export const hashes = new Int32Array(ROOM);
export const lasts = new Int32Array(ROOM);
export const firsts = new Uint16Array(ROOM);

/** The text must be cleaned first: see clean.ts. */
export const UNCLEAN = -1;
const NOT_PLAIN = -2;

/** Reads text[from..to], at most a block, `from` not within a word; returns the number of the last token, or UNCLEAN. */
export function readTokens(text: string, from: number, to: number): number {
  const last = readPlain(text, from, to);
  if (last >= 0) return last;
  if (last === UNCLEAN && !isClean(text, from, to)) return UNCLEAN;
  return readSolo(text, from, to);
}

/** Reads text as long as every character is known and plain. */
function readPlain(text: string, from: number, to: number): number {
  let common = PLAIN | CLEAN;
  let count = 0;
  let hash = 0;
  let before = -1;
  lasts[0] = from - 1;
  // The loop over every character of a page. No branches: at the ends of words nobody can foresee them.
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    // Overwritten as long as the token lasts, so that what stays is the character that begins the next one.
    firsts[count + 1] = code;
    const trait = traits[code] ?? 0;
    common &= trait;
    // All ones between words, zero in a word.
    const between = trait >> 31;
    const isOther = between ^ before;
    count = (count - isOther) & (ROOM - 1);
    hash = (((hash << 5) | (hash >>> 27)) & ~isOther) ^ trait;
    hashes[count] = hash;
    lasts[count] = at;
    before = between;
  }
  hashes[count + 1] = 0;
  hashes[count + 2] = 0;
  if (common === (PLAIN | CLEAN)) return count;
  return common & CLEAN ? NOT_PLAIN : UNCLEAN;
}

/** Reads any text: each character of a script without spaces is a word. */
export function readSolo(text: string, from: number, to: number): number {
  let count = 0;
  let hash = 0;
  let wasSolo = false;
  lasts[0] = from - 1;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const trait = traitOf(code);
    if (trait < 0) {
      count += count & 1;
    } else {
      const isSolo = (trait & (PLAIN | CLEAN)) === CLEAN;
      if ((count & 1) === 0 || isSolo || wasSolo) {
        // Between two words without a space there is an empty token.
        if (count & 1) lasts[++count] = at - 1;
        firsts[++count] = code;
        hash = 0;
      }
      hash = stepWord(hash, trait);
      hashes[count] = hash;
      wasSolo = isSolo;
    }
    lasts[count] = at;
  }
  hashes[count + 1] = 0;
  hashes[count + 2] = 0;
  return count;
}

/** One step of the hash of a word: the cheapest that keeps common words apart (cyclic polynomial, "buzhash"). */
export function stepWord(hash: number, trait: number): number {
  return ((hash << 5) | (hash >>> 27)) ^ trait;
}

/** The hash of two words written as one, which follows from theirs. */
export function joined(hash: number, next: number, nextLength: number): number {
  const turn = (nextLength * 5) & 31;
  return ((hash << turn) | (hash >>> (32 - turn))) ^ next;
}
