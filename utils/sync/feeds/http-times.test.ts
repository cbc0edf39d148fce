import { describe, expect, test } from 'vitest';
import { freshMs, retryAfterMs } from './http-times.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');

describe('an answer holds for', () => {
  test.each<[number, Record<string, string>]>([
    [0, {}],
    [3600, { 'cache-control': 'public, max-age=3600' }],
    [3000, { 'cache-control': 'max-age="3600"', age: '600' }],
    [0, { 'cache-control': 'max-age=600', age: '3600' }],
    [0, { 'cache-control': 'no-cache, max-age=3600' }],
    [0, { 'cache-control': 'max-age=soon' }],
    [7200, { expires: 'Wed, 25 Nov 2026 12:00:00 GMT' }],
    [3600, { expires: 'Wed, 25 Nov 2026 12:00:00 GMT', date: 'Wed, 25 Nov 2026 11:00:00 GMT' }],
    [0, { expires: '0' }],
    [60, { 'cache-control': 'max-age=60', expires: 'Wed, 25 Nov 2026 12:00:00 GMT' }],
  ])('%i s by %j', (seconds, headers) => expect(freshMs(new Headers(headers), NOW)).toBe(seconds * 1000));
});

describe('Retry-After', () => {
  test.each<[string, number | undefined]>([
    ['120', 120],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 3600],
    ['Wed, 25 Nov 2026 09:00:00 GMT', 0],
    ['later', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    ['', undefined],
  ])('“%s” is %j s', (written, seconds) =>
    expect(retryAfterMs(new Headers({ 'retry-after': written }), NOW)).toBe(
      seconds === undefined ? undefined : seconds * 1000,
    ),
  );
});
