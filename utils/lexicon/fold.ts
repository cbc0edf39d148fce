/**
 * How characters are compared: tables over UTF-16 units, filled as characters are met. Filling them whole would take
 * a page some 20 ms at its first scan; a page uses a few hundred characters.
 */

/** Values of the class tables below the first character code that a word can hold. */
const SPACE_LIKE = 0;
/** No part of a word, and a label may begin with it: punctuation, symbols, and letters of scripts without spaces. */
export const SINGLE = 1;
/** Needs a closer look: not met yet, or a mark, an invisible character, a compatibility form. */
export const SPECIAL = 2;

export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 4;
export const HYPHEN = 8;
export const MARK = 16;
/** Skipped inside a word: soft hyphen, joiners, variation selectors. */
export const INVISIBLE = 32;
/** Stands for other characters: full-width forms and ligatures. */
export const COMPATIBILITY = 64;
const MET = 128;

/** For a character of a word its lower-case form, else its class. */
export const FOLDED = new Uint16Array(0x10000).fill(SPECIAL);
/** The same with the case as written. */
export const WRITTEN = new Uint16Array(0x10000).fill(SPECIAL);
/** What kind a character is: the flags above. */
const KINDS = new Uint8Array(0x10000);

/** Word characters: the same as the word boundaries of Unicode, but for scripts without spaces. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const INVISIBLE_CHARACTERS = /\u00ad|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/;
const HYPHENS = /[-\u2010-\u2013\u2212]/;
const COMPATIBILITY_FORMS = /[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
/** From full-width punctuation to ASCII. */
const FULL_WIDTH = 0xfee0;
/** Breaks a word without being seen (`<wbr>` as a character). */
export const ZERO_WIDTH_SPACE = 0x200b;

/** The kind of a character; enters it into the tables when it is met first. */
export function kindOf(code: number): number {
  const kind = KINDS[code] ?? 0;
  return kind & MET ? kind : meet(code);
}

function meet(code: number): number {
  const character = String.fromCharCode(code);
  const kind = classify(character) | MET;
  KINDS[code] = kind;
  const isSpecial = (kind & (MARK | INVISIBLE | COMPATIBILITY)) !== 0 && !WITHOUT_SPACES.test(character);
  const isWord = WORD.test(character) && !WITHOUT_SPACES.test(character);
  FOLDED[code] = isSpecial ? SPECIAL : isWord ? lowerCase(character) : kind & SPACE ? SPACE_LIKE : SINGLE;
  WRITTEN[code] = isSpecial ? SPECIAL : isWord ? code : (FOLDED[code] ?? SINGLE);
  return kind;
}

function classify(character: string): number {
  if (/\s/.test(character)) return SPACE;
  if (HYPHENS.test(character)) return HYPHEN;
  if (INVISIBLE_CHARACTERS.test(character)) return INVISIBLE;
  if (COMPATIBILITY_FORMS.test(character)) return COMPATIBILITY;
  if (/\p{M}/u.test(character)) return MARK;
  if (/\p{L}/u.test(character)) return LETTER;
  return /\p{N}/u.test(character) ? DIGIT : 0;
}

/** Simple lower case, one unit to one; "İ" is the only letter whose lower case is longer (Unicode SpecialCasing.txt). */
function lowerCase(character: string): number {
  const lower = character.toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : 'i'.charCodeAt(0);
}

/** What a single character is compared as: all apostrophes alike, all double quotes, and full-width forms as ASCII. */
export function foldSingle(code: number): number {
  if (code < 0x2bc) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - FULL_WIDTH;
  switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x02bc:
    case 0x2032:
      return 0x27;
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
      return 0x22;
    default:
      return code;
  }
}

for (let code = 0; code < 0x80; code++) kindOf(code);
