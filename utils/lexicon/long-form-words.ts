import { lazily } from './lazily.ts';

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
const BETWEEN_WORDS = lazily('[^\\p{L}\\p{N}]+');
/** Long enough to tell words apart, short enough for "centre" and "center", "programme" and "program". */
const STEM_LENGTH = 4;

/** The words of a long form that carry its meaning, stemmed to their first letters. */
export function longFormWords(text: string): string[] {
  const words = text.toLowerCase().split(BETWEEN_WORDS());
  return words.filter((word) => word.length > 1 && !SMALL_WORDS.has(word)).map((word) => word.slice(0, STEM_LENGTH));
}
