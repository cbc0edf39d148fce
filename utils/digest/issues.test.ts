import { expect, it, test } from 'vitest';
import { DigestError, parseDigest } from './issues.ts';
import { exampleDigest } from './testing/example-digest.ts';

it('accepts a good digest and fills in what may be left out', () => {
  const { terms } = parseDigest(exampleDigest(), 'x');
  expect(terms[0]).toMatchObject({ facts: [], sources: [], labels: [{ cues: [], except: [] }, {}] });
});

test.each([
  [
    'a definition too long',
    (d) => Object.assign(d.terms[0] ?? {}, { definition: 'x'.repeat(281) }),
    /terms\.0\.definition is 281 characters long; shorten it to at most 280/,
  ],
  ['markup', (d) => Object.assign(d.terms[0] ?? {}, { definition: '<b>bold</b>' }), /must be plain text/],
  [
    'an unknown field',
    (d) => Object.assign(d.terms[0] ?? {}, { regex: '.*' }),
    /terms\.0\.regex is no field of this kind/,
  ],
  ['a missing field', (d) => Reflect.deleteProperty(d.terms[0] ?? {}, 'prefLabel'), /terms\.0\.prefLabel is missing/],
  [
    'an unsafe address',
    (d) =>
      Object.assign(d.terms[0] ?? {}, {
        sources: [{ title: 't', url: 'javascript:alert(1)', accessed: '2026-11-24' }],
      }),
    /sources\.0\.url must be an https address/,
  ],
  [
    'a day that is none',
    (d) => Object.assign(d.terms[0] ?? {}, { reviewed: '2026-02-30' }),
    /must be a day of the calendar/,
  ],
  [
    'a dangling reference',
    (d) => d.terms[1]?.related.push('nowhere'),
    /names "nowhere", which is no term of this digest/,
  ],
  ['an id used twice', (d) => Object.assign(d.terms[1] ?? {}, { id: 'nis2-directive' }), /is there twice/],
] satisfies [string, (digest: Parameters<NonNullable<Parameters<typeof exampleDigest>[0]>>[0]) => unknown, RegExp][])(
  'refuses %s',
  (_, spoil, message) => {
    const json = exampleDigest((digest) => void spoil(digest));
    expect(() => parseDigest(json, 'digest.json')).toThrow(DigestError);
    expect(() => parseDigest(json, 'digest.json')).toThrow(message);
  },
);
