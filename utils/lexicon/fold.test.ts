import { expect, it } from 'vitest';
import { DIGIT, isInWord, kindOf, LETTER } from './fold.ts';

const ALL = Array.from({ length: 0x10000 }, (_, code) => ({ code, character: String.fromCharCode(code) }));
const APOSTROPHES = /[\u2018\u2019\u201b\u02bc\u2032]/;
const SUPERSCRIPTS = /[⁰¹²³⁴-⁹]/;

it('takes those characters for parts of words that Unicode does, but for apostrophes and superscript digits', () => {
  const wrong = ALL.filter(({ code, character }) => {
    const isSign = APOSTROPHES.test(character) || SUPERSCRIPTS.test(character);
    const isOfWord = /[\p{L}\p{N}\p{M}_]/u.test(character) && !isSign;
    return isInWord(code) !== isOfWord;
  });
  expect(wrong).toEqual([]);
});

it('calls letters and digits what Unicode calls so', () => {
  const wrong = ALL.filter(({ code, character }) => {
    const isLetter = (kindOf(code) & LETTER) !== 0;
    const isDigit = (kindOf(code) & DIGIT) !== 0;
    return (isLetter && !/[\p{L}\p{M}]/u.test(character)) || (isDigit && !/\p{N}/u.test(character));
  });
  expect(wrong).toEqual([]);
  const kinds = (text: string) => Array.from(text, (character) => kindOf(character.charCodeAt(0)));
  expect(kinds('aZéßñÿĀžжΩא')).toEqual(Array(11).fill(LETTER));
  expect(kinds('09٣')).toEqual(Array(3).fill(DIGIT));
});
