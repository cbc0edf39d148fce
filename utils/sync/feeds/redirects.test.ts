import { expect, it } from 'vitest';
import { type Move, moveAfter, movedTo } from './redirects.ts';

const HOUR = 3_600_000;
const OLD = 'https://news.example/rss';
const NEW = 'https://news.example/feed';

/** What is remembered after checks so many hours apart, all led to the same place. */
function after(hours: readonly number[], landed = NEW, self: string | undefined = landed): Move | undefined {
  return hours.reduce<Move | undefined>(
    (move, hour) => moveAfter(move, { asked: OLD, landed, self, now: hour * HOUR }),
    undefined,
  );
}

it('counts as moved once three checks a day apart were led to the address that the feed calls its own', () => {
  expect(movedTo(after([0, 24]))).toBeUndefined();
  expect(movedTo(after([0, 6, 12, 18]))).toBeUndefined();
  expect(movedTo(after([0, 6, 24, 30, 48]))).toBe(NEW);
});

it('does not count as moved where the feed calls another address its own, or none', () => {
  expect(movedTo(after([0, 24, 48], NEW, OLD))).toBeUndefined();
  expect(movedTo(after([0, 24, 48], NEW, ''))).toBeUndefined();
});

it('never moves to where nothing is encrypted', () => {
  expect(movedTo(after([0, 24, 48], 'http://news.example/feed'))).toBeUndefined();
});

it('begins to count anew when it is led elsewhere, or not at all', () => {
  const twice = after([0, 24]);
  const elsewhere = moveAfter(twice, { asked: OLD, landed: `${NEW}2`, self: `${NEW}2`, now: 48 * HOUR });
  expect(elsewhere?.seen).toHaveLength(1);
  expect(moveAfter(twice, { asked: OLD, landed: OLD, self: NEW, now: 48 * HOUR })).toBeUndefined();
});
