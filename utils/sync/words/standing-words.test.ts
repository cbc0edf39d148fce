import { expect, test } from 'vitest';
import { nextCheckInWords } from './standing-words.ts';

const HOUR_MS = 60 * 60 * 1000;
const NOW = Date.parse('2026-11-25T12:00:00Z');

test.each([
  ['to come', 9 * HOUR_MS, 'Next check in 9 hours.'],
  ['very near', 1, 'Next check in a moment.'],
  ['due at this moment', 0, 'The next check is due.'],
  ['due while the browser was closed', -9 * HOUR_MS, 'The next check is due.'],
])('a check that is %s', (_, away, words) => expect(nextCheckInWords(NOW + away, NOW)).toBe(words));
