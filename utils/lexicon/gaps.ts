import { DIGIT, foldSign, INVISIBLE, kindOf, LETTER } from './fold.ts';

const SPACE_CODE = 0x20;

/**
 * What stands between two words of a plain text, as it is compared: any run of spaces one space, none beside a plus
 * or an ampersand, all hyphens alike, all apostrophes, all quotes; and nothing where a letter and a digit meet, for some write "NIS2",
 * others "NIS 2" or "NIS-2".
 */
export function readGap(text: string, from: number, to: number, isBetweenWords = true): string {
  const isJoint = isBetweenWords && joins(text.charCodeAt(from - 1), text.charCodeAt(to));
  if (to - from === 1 && text.charCodeAt(from) === SPACE_CODE) return isJoint ? '' : ' ';
  let gap = '';
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (kindOf(code) & INVISIBLE) continue;
    const sign = foldSign(code);
    if (sign !== SPACE_CODE || !gap.endsWith(' ')) gap += String.fromCharCode(sign);
  }
  if (/[+&]/.test(gap)) return gap.replace(/ ?([+&]) ?/g, '$1');
  return isJoint && (gap === ' ' || gap === '-') ? '' : gap;
}

/** Whether one of two characters is a letter and the other a digit. */
export function joins(one: number, other: number): boolean {
  const kinds = (kindOf(one) & (LETTER | DIGIT)) | (kindOf(other) & (LETTER | DIGIT));
  return kinds === (LETTER | DIGIT);
}
