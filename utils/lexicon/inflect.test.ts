import { expect, test } from 'vitest';
import { pluralOf } from './inflect.ts';

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
