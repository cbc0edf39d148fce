import { expect, test } from 'vitest';
import { counted, momentInWords, pastInWords, sizeInWords } from './amounts.ts';

const MINUTE = 60_000;

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [8_540, '8.5 KB'],
  [904_000, '904 KB'],
  [999_499, '999 KB'],
  [1_240_000, '1.2 MB'],
  [25_000_000, '25 MB'],
])('%d bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));

test.each([
  [0, 'just now'],
  [-30_000, 'just now'],
  [30_000, 'in a moment'],
  [-5 * MINUTE, '5 minutes ago'],
  [3.2 * 60 * MINUTE, 'in 3 hours'],
  [-25 * 60 * MINUTE, 'yesterday'],
  [-9 * 24 * 60 * MINUTE, '9 days ago'],
])('%d ms away is %s', (away, words) => expect(momentInWords(1e12 + away, 1e12)).toBe(words));

test('what has been was just now, even by a clock read a little earlier', () => {
  expect(pastInWords(1e12 + 900, 1e12)).toBe('just now');
});

test('counts with the right number', () => {
  expect([counted(1, 'feed'), counted(2, 'feed'), counted(2400, 'story', 'stories')]).toEqual([
    '1 feed',
    '2 feeds',
    '2,400 stories',
  ]);
});
