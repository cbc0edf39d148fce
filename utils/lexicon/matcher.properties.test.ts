import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePatterns, openMatcher, type Pattern } from './matcher.ts';
import { slowHits } from './testing/slow-matcher.ts';

const WORDS = ['a', 'A', 'ab', 'Ab', 'AB', 'b', 'ba', 'Ba', 'the', 'The'];
const phrase = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const pattern: fc.Arbitrary<Pattern> = fc.record({
  text: phrase,
  case: fc.constantFrom('exact' as const, 'any' as const),
  value: fc.nat(50),
});
const prose = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ', ', ' (')), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));

describe('against a slow matcher that is plainly right', () => {
  it('finds the same places and values', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), prose, (patterns, text) => {
        const matcher = openMatcher(compilePatterns(patterns, { shouting: false }));
        const hits = matcher.scan(text);
        const places = Array.from({ length: hits.length / 3 }, (_, index) => {
          const [start = 0, end = 0, form = 0] = hits.slice(index * 3, index * 3 + 3);
          return {
            start,
            end,
            values: matcher
              .valuesOf(form, text, start, end)
              .map(({ value }) => value)
              .sort((a, b) => a - b),
          };
        });
        expect(places).toEqual(slowHits(patterns, text));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same wherever in a long text it stands', () => {
    const filler = fc
      .tuple(fc.nat(2100), fc.constantFrom('zz. ', ' ', '\n', '. '))
      .map(([length, part]) => part.repeat(length).slice(0, length));
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), filler, prose, (patterns, before, text) => {
        const matcher = openMatcher(compilePatterns(patterns));
        const alone = matcher.scan(text);
        const shifted = alone.map((number, index) => (index % 3 === 2 ? number : number + before.length + 1));
        expect(matcher.scan(`${before}.${text}`)).toEqual(shifted);
        expect(matcher.scan(`${before}.${text}.${before}`)).toEqual(shifted);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['a word', 'DNS', 'DNS'],
    ['two words', 'Internet Governance', 'Internet   Governance'],
    ['a word after a sign', '+DNS', '+DNS'],
    ['a word in other signs', 'Cafe\u0301', 'Caf\u00e9'],
  ])('finds %s after a long gap, wherever the gap ends', (_, label, written) => {
    const matcher = openMatcher(compilePatterns([{ text: label, case: 'exact', value: 1 }]));
    for (let length = 0; length < 2100; length++) {
      const hits = matcher.scan(`${' '.repeat(length)}${written} is meant.`);
      expect([length, ...hits.slice(0, 2)]).toEqual([length, length, length + written.length]);
    }
  });

  it('compiles to the same bytes in any order', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), (patterns) => {
        expect(new Uint8Array(compilePatterns(patterns.toReversed()))).toEqual(
          new Uint8Array(compilePatterns(patterns)),
        );
      }),
    );
  });
});

/** Any UTF-16 units, lone surrogates among them. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes));

it('never fails on any text', () => {
  const patterns = ['ICANN', 'M&S', '東京', 'für', 'NIS2'].map(
    (text, value): Pattern => ({ text, case: 'any', value }),
  );
  const matcher = openMatcher(compilePatterns(patterns));
  fc.assert(
    fc.property(anyText, (text) => {
      const hits = matcher.scan(text);
      expect(hits.length % 3).toBe(0);
    }),
    { numRuns: 1000 },
  );
});
