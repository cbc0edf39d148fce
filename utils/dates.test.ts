import { expect, it, test } from 'vitest';
import { ageInWords, dateInWords } from './dates.ts';

it('writes a day and an interval of days', () => {
  expect(dateInWords('2025-06-24')).toBe('24 June 2025');
  expect(dateInWords('2025-06-23/2025-06-25')).toBe('23–25 June 2025');
});

test.each([
  ['2026-11-24', 'today'],
  ['2026-11-23', '1 day old'],
  ['2026-11-12', '12 days old'],
  ['2027-01-01', 'today'],
])('%s is %s', (day, age) => expect(ageInWords(day, new Date('2026-11-24T15:00:00Z'))).toBe(age));
