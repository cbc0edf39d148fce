import { expect, test } from 'vitest';
import { pluralOf, withFullStops, withHyphen, withoutAccents, withProclitics } from './inflect.ts';

test.each([
  ['internet shutdown', 'internet shutdowns'],
  ['critical infrastructure', 'critical infrastructures'],
  ['technical community', 'technical communities'],
  ['breach', 'breaches'],
  ['survey', 'surveys'],
  ['IDN', 'IDNs'],
])('%s becomes %s', (singular, plural) => expect(pluralOf(singular)).toBe(plural));

test.each(['digital rights', 'politics', 'WSIS+20'])('%s has no further plural', (label) =>
  expect(pluralOf(label)).toBeUndefined(),
);

test.each([
  ['مجلس أوروبا', 'بمجلس أوروبا'],
  ['المجلس الأوروبي', 'للمجلس الأوروبي'],
  ['המועצה', 'והמועצה'],
])('%s may be written %s, with a particle', (label, written) => {
  expect(withProclitics(label)).toContain(written);
});

test.each(['ITU', 'لجنة'.slice(0, 3), 'встреча'])('%s is written with no particle', (label) => {
  expect(withProclitics(label)).toEqual([]);
});

test.each([
  ['Lillestrøm', 'Lillestrom'],
  ['Zürich'.normalize('NFD'), 'Zurich'],
  ['ŁÓDŹ', 'LODZ'],
  ['Straße', 'Strasse'],
])('%s may be written %s, without accents', (label, written) => {
  expect(withoutAccents(label)).toBe(written);
});

test.each(['ITU', 'Йошкар', 'WSIS+20'])('%s has no accents to leave out', (label) => {
  expect(withoutAccents(label)).toBeUndefined();
});

test.each([
  ['FBI', ['F.B.I.']],
  ['EU', ['E.U.']],
  ['NIS2', []],
  ['M&S', []],
  ['OpenAI', []],
])('%s may be written %j, with full stops', (label, written) => expect(withFullStops(label)).toEqual(written));

test.each([
  ['data poisoning', ['data-poisoning']],
  ['AI literacy', []],
  ['use of data', []],
  ['Global South', []],
])('%s may be written %j, with a hyphen', (label, written) => expect(withHyphen(label)).toEqual(written));
