import { expect, it } from 'vitest';
import { type DigestRecord, keyOf, type OtherRecord, parseRecord } from './records.ts';
import { exampleDigest } from './testing/example-digest.ts';

const { countries, stories } = exampleDigest() as { countries: object[]; stories: object[] };
const keyFor = (type: string, record: object) => keyOf(parseRecord(type, record) as DigestRecord | OtherRecord);

it('only a country goes by its code: a field of that name that a later format adds changes no key', () => {
  expect(keyFor('country', { currencies: [], ...countries[0], id: 'ireland' })).toBe('country\0IE');
  expect(keyFor('story', { ...stories[0], lang: 'en', code: 'X1' })).toBe('story\0a-story');
  expect(keyFor('case', { id: 'right-to-be-forgotten', code: 'C-131/12' })).toBe('case\0right-to-be-forgotten');
});
