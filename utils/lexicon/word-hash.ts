/** Words that carry no name: an expansion is compared without them. */
const SMALL_WORDS = new Set([
  'the',
  'of',
  'and',
  'for',
  'on',
  'in',
  'to',
  'de',
  'la',
  'le',
  'du',
  'des',
  'für',
  'und',
  'der',
  'die',
]);
/** Long enough to tell words apart, short enough for "centre" and "center", "programme" and "program". */
const STEM_LENGTH = 4;

/** The words of a long form that carry its meaning, stemmed to their first letters. */
export function longFormWords(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length > 1 && !SMALL_WORDS.has(word)).map((word) => word.slice(0, STEM_LENGTH));
}

/** FNV-1a, 32 bits, over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
