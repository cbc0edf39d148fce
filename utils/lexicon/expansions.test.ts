import { describe, expect, test } from 'vitest';
import { expansionOf } from './expansions.ts';

function longForm(text: string, short: string): string | undefined {
  const start = text.indexOf(short);
  const found = expansionOf(text, start, start + short.length);
  return found && text.slice(found.start, found.end);
}

describe('an acronym that the text spells out', () => {
  test.each([
    ['before it', 'by the National Cyber Security Centre (NCSC), which', 'NCSC', 'National Cyber Security Centre'],
    ['after it', 'levels of IGF (insulin-like growth factor) rose', 'IGF', 'insulin-like growth factor'],
    ['with small words', 'the Organization of Digital Artists (ODA) met', 'ODA', 'Organization of Digital Artists'],
    ['in quotes', 'a red blood cell (“RBC”) count', 'RBC', 'red blood cell'],
    ['with more in the brackets', 'Game Developers Conference (GDC, in March)', 'GDC', 'Game Developers Conference'],
  ])('%s', (_, text, short, long) => expect(longForm(text, short)).toBe(long));
});

describe('brackets that spell out nothing', () => {
  test.each([
    ['a country', 'the NCSC (Netherlands) said', 'NCSC'],
    ['letters that do not fit', 'the winter meeting (IGF) took', 'IGF'],
    ['words that begin before another bracket', 'with Olga Ek (Center), Dan Roy (OECD) and', 'OECD'],
    ['no brackets', 'Internet Governance Forum and IGF', 'IGF'],
  ])('%s', (_, text, short) => expect(longForm(text, short)).toBeUndefined());
});
