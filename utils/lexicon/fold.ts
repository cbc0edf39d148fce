/**
 * How characters are compared: tables over UTF-16 units, filled as characters are met. Filling them whole would take
 * a page some 20 ms at its first scan; a page uses a few hundred characters.
 */

/** In `FOLDED`, of a character that is no part of a word: spaces, punctuation, symbols, scripts without spaces. */
const APART = 0;
/** In `FOLDED`: in a word, and needs a closer look there: a mark, an invisible character, a compatibility form. */
const SPECIAL = -1;
/** In `FOLDED`: no part of a word, and some label begins with it. */
const STARTER = -2;
const UNMET = -3;

export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 4;
export const HYPHEN = 8;
export const MARK = 16;
/** Skipped inside a word: soft hyphen, joiners, variation selectors. */
export const INVISIBLE = 32;
/** Stands for other characters: full-width forms and ligatures. */
export const COMPATIBILITY = 64;

/** For a character of a word its lower-case form, greater than zero; else one of the numbers above. */
export const FOLDED = new Int32Array(0x10000).fill(UNMET);
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
  if (FOLDED[code] === UNMET) meet(code);
  return KINDS[code] ?? 0;
}

/** Whether a character is part of a word. */
export function isInWord(code: number): boolean {
  kindOf(code);
  const folded = FOLDED[code] ?? APART;
  return folded > 0 || folded === SPECIAL;
}

/** Makes all scans stop at a character that is no part of a word, since labels begin with it. */
export function stopAt(code: number): void {
  kindOf(code);
  if (FOLDED[code] === APART) FOLDED[code] = STARTER;
}

function meet(code: number): void {
  const character = String.fromCharCode(code);
  const kind = classify(character);
  KINDS[code] = kind;
  if (WITHOUT_SPACES.test(character)) FOLDED[code] = APART;
  else if (kind & (MARK | INVISIBLE | COMPATIBILITY)) FOLDED[code] = SPECIAL;
  else FOLDED[code] = WORD.test(character) ? lowerCase(character) : APART;
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

/** All characters that `foldSingle` makes one with a character, itself first. */
export function writingsOf(code: number): number[] {
  const others = [
    0x22,
    0x27,
    0x2bc,
    0x2032,
    0x2033,
    ...range(0x2018, 0x201f),
    ...range(0x21, 0x7e),
    ...range(0xff01, 0xff5e),
  ];
  return [code, ...others.filter((other) => foldSingle(other) === foldSingle(code))];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

for (let code = 0; code < 0x80; code++) kindOf(code);
