import { lazily } from './lazily.ts';

/** How characters are compared: tables over UTF-16 units, filled as characters are met, for a page uses few of them. */

export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 4;
const HYPHEN = 8;
/** Read as if it were not there: soft hyphen, joiners, variation selectors, vowel marks of Arabic and Hebrew. */
export const INVISIBLE = 16;
/** A word of its own: scripts without spaces, and Korean, whose particles are written as one with a name. */
const SOLO = 32;
/** Composes with the character before it. */
export const MARK = 64;
/** Stands for other characters: full-width forms, ligatures, subscripts. */
const COMPATIBILITY = 128;

/** In a trait: the character may be read as it stands, in a row with others. */
export const PLAIN = 0x4000;
/** In a trait: it may be read as it stands, though it may be a word of its own. */
export const CLEAN = 0x2000;
/** In a trait: no part of a word; makes it negative. */
const SIGN = -0x8000;
/** The rest of the trait of a word's character: its lower-case form, as far as there is room. */
const FOLDED = 0x1fff;

/**
 * Of each character met so far its trait, what the loop over all characters must know: the numbers above. Else 0. Made
 * for all characters, so that the loop need not ask how long it is; memory never written to is not held.
 */
export const traits = new Int16Array(0x10000);
/** What kind a character is: the flags above. */
const kinds = new Uint8Array(0x10000);

/** Word characters: the same as the word boundaries of Unicode, but for scripts whose words are not told by spaces. */
const WORD = lazily('[\\p{L}\\p{N}\\p{M}]');
const WITHOUT_SPACES = lazily(
  '[\\p{sc=Han}\\p{sc=Hangul}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]',
);
/** The zero-width space is among them: it is how a page writes `<wbr>` as a character. */
const INVISIBLES =
  /[\xad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0640\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff]|[\u180b-\u180d\u180f]|[\ufe00-\ufe0f]/;
const INHERITED_MARK = lazily('(?=\\p{M})\\p{sc=Inherited}');
const NUMBER = lazily('\\p{N}');
const HYPHENS = /[-\u2010-\u2013\u2212]/;
const APOSTROPHES = /[\u2018\u2019\u201b\u02bc\u2032]/;
/**
 * What western texts hold is told by its place alone: of words, and not of words; the rest is looked up in Unicode.
 * Superscript digits are no part of a word: they are the numbers of footnotes ("NIS2¹").
 */
const WESTERN = /[\w\xc0-\xd6\xd8-\xf6\xf8-\xff]/;
const PUNCTUATION = /[^\w\xaa\xb5\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u200f\u2060-\u206f\u2071\u207a-\uffff]/;
const QUOTES = /[\u201c-\u201f\u2033]/;

/** The trait of a character, also of one not met before. */
export function traitOf(code: number): number {
  const trait = traits[code] ?? 0;
  return trait === 0 ? meet(code) : trait;
}

/** The kind of a character: the flags above. */
export function kindOf(code: number): number {
  traitOf(code);
  return kinds[code] ?? 0;
}

/** Whether a character of a word is a capital. */
export function isCapital(code: number): boolean {
  return ((traitOf(code) ^ code) & FOLDED) !== 0;
}

/** Whether all characters of text[from..to] may be read as they stand. */
export function isClean(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((traitOf(text.charCodeAt(at)) & CLEAN) === 0) return false;
  return true;
}

/** Whether a character is part of a word, or a word of its own. */
export function isInWord(code: number): boolean {
  return traitOf(code) > 0;
}

/** What a character between words is compared as: all spaces alike, all hyphens, all apostrophes, all double quotes. */
export function foldSign(code: number): number {
  const kind = kindOf(code);
  if (kind & SPACE) return 0x20;
  if (kind & HYPHEN) return 0x2d;
  if (code < 0x80) return code;
  const character = String.fromCharCode(code);
  if (APOSTROPHES.test(character)) return 0x27;
  return QUOTES.test(character) ? 0x22 : character.normalize('NFKC').charCodeAt(0);
}

/** Enters a character into the tables. */
function meet(code: number): number {
  const character = String.fromCharCode(code);
  const kind = classify(character);
  const isClean = (kind & (INVISIBLE | MARK | COMPATIBILITY)) === 0;
  const isWord = isOfWord(character);
  const how = isClean ? (kind & SOLO ? CLEAN : CLEAN | PLAIN) : 0;
  const trait = (isWord ? lowerCase(character) & FOLDED : SIGN) | how;
  kinds[code] = kind;
  traits[code] = trait === 0 ? 1 : trait;
  return traits[code] ?? 0;
}

function classify(character: string): number {
  if (/\s/.test(character)) return SPACE;
  if (HYPHENS.test(character)) return HYPHEN;
  if (INVISIBLES.test(character)) return INVISIBLE;
  if (!isOfWord(character) || character === '_') return 0;
  if (/\d/.test(character)) return DIGIT;
  if (WESTERN.test(character)) return LETTER;
  if (INHERITED_MARK().test(character)) return MARK;
  if (character.normalize('NFKC') !== character) return COMPATIBILITY;
  if (WITHOUT_SPACES().test(character)) return SOLO;
  return NUMBER().test(character) ? DIGIT : LETTER;
}

function isOfWord(character: string): boolean {
  if (WESTERN.test(character)) return true;
  return !PUNCTUATION.test(character) && WORD().test(character) && !APOSTROPHES.test(character);
}

/** Simple lower case, one unit to one, and one sigma for two (Unicode SpecialCasing.txt). */
function lowerCase(character: string): number {
  const lower = character === 'ς' ? 'σ' : character.toLowerCase();
  return lower.charCodeAt(0);
}
