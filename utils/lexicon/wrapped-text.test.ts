import { describe, expect, it } from 'vitest';
import { annotate } from './annotate.ts';
import { compileLexicon } from './compile-lexicon.ts';
import { Lexicon } from './lexicon.ts';

const label = { cues: [], anticues: [], except: [], ambiguous: true };
const LEXICON = new Lexicon(
  compileLexicon({
    terms: [
      { id: 'wholesaler', kind: 'organisation', labels: [{ ...label, text: 'Booker', meant: 'mostly' }], related: [] },
      {
        id: 'centre',
        kind: 'organisation',
        labels: [
          { ...label, text: 'NCSC' },
          { ...label, text: 'UK National Cyber Security Centre', ambiguous: false },
        ],
        related: [],
      },
      {
        id: 'literacy',
        kind: 'concept',
        labels: [{ ...label, text: 'digital literacy', ambiguous: false }],
        related: [],
      },
    ],
    stories: [],
    countries: [],
  }),
);

/** How sure each place of a text is, in order. */
function confidences(text: string): number[] {
  return annotate(LEXICON, [{ text }], {}, 0).map(({ confidence }) => confidence);
}

/** After a line break a capital may begin a sentence, which weighs next to nothing. */
function expectSame(found: number[], wanted: number[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [index, confidence] of wanted.entries())
    expect(Math.abs((found[index] ?? 0) - confidence)).toBeLessThan(0.02);
}

const GAPS = [
  ['line breaks', '\n'],
  ['line breaks and indentation', '\n      '],
  ['two spaces', '  '],
  ['no-break spaces', '\u00a0'],
  ['narrow no-break spaces', '\u202f'],
] as const;

describe.each([
  ['a title before a name', 'they heard Senator Booker speak'],
  ['a verb after a name', 'on Monday Booker announced its plan'],
  ['a place after a name', 'nobody came to Booker Stadium on Monday'],
  ['an article before a name', 'it was a Booker of sorts'],
  ['a longer name with a small word', 'a report of the Centre for Digital Literacy was read'],
  ['an acronym that is spelt out', 'at the National Cyber Security Centre (NCSC) they said'],
  ['an acronym that is spelt out as something else', 'at the National Council of Sunday Crafts (NCSC) they said'],
  ['words with its letters', 'the National Council of Sunday Crafts and the NCSC'],
])('%s says the same', (_, text) => {
  it.each(GAPS)('with %s for spaces', (_, gap) => {
    expectSame(confidences(text.replaceAll(' ', gap)), confidences(text));
  });

  it('with soft hyphens in its words', () => {
    const divided = text.replace(/(?<=\p{Ll}{2})(?=\p{Ll}{2})/gu, '\u00ad');
    expectSame(confidences(divided), confidences(text));
  });
});

it('takes an unknown word on another line for no part of a name, for the page may begin a line there', () => {
  const [beside = 0] = confidences('they heard of the Booker Tragets on Monday');
  const [above = 0] = confidences('they heard of the Booker\nTragets on Monday');
  expect(beside).toBeLessThan(above);
});
