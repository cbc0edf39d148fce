import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmTime,
  CHECK_INTERVAL_MS,
  LONGEST_WAIT_MS,
  nextAfterFailure,
  nextRegular,
  nextWithoutNetwork,
} from './schedule.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-25T09:00:00Z');
const unit = () => fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const time = () => fc.integer({ min: NOW, max: NOW + 1000 * HOUR });

describe('the regular check', () => {
  it('comes 6 h ± 20 % after the one before', () => {
    fc.assert(
      fc.property(time(), unit(), unit(), unit(), (now, phase, first, second) => {
        const before = nextRegular({ now, random: first }, phase);
        const gap = nextRegular({ now: before, random: second }, phase) - before;
        expect(gap).toBeGreaterThanOrEqual(CHECK_INTERVAL_MS * 0.8 - 1);
        expect(gap).toBeLessThanOrEqual(CHECK_INTERVAL_MS * 1.2 + 1);
      }),
    );
  });

  it('does not follow at once on a check that the reader asked for', () => {
    fc.assert(
      fc.property(time(), unit(), unit(), (now, phase, random) => {
        expect(nextRegular({ now, random }, phase) - now).toBeGreaterThanOrEqual(2.4 * HOUR - 1);
      }),
    );
  });

  it('comes less often where the publisher asks for it, but once a day at least, and never more often', () => {
    const gap = (wish: number) => {
      const before = nextRegular({ now: NOW, random: 0.5 }, 0.3, wish);
      return (nextRegular({ now: before, random: 0.5 }, 0.3, wish) - before) / HOUR;
    };
    expect([gap(0), gap(HOUR), gap(12 * HOUR), gap(400 * HOUR)].map(Math.round)).toEqual([6, 6, 12, 24]);
  });

  it('is spread evenly over the fleet even when all were checked in the same second', () => {
    const perHour = new Array<number>(24).fill(0);
    for (let reader = 0; reader < 6000; reader++) {
      const at = nextRegular({ now: NOW, random: (reader * 0.618) % 1 }, reader / 6000);
      const hour = Math.floor((at - NOW) / HOUR);
      perHour[hour] = (perHour[hour] ?? 0) + 1;
    }
    const busy = perHour.slice(4, 8);
    expect(Math.max(...busy)).toBeLessThan(1.1 * Math.min(...busy));
  });
});

describe('the check after a failure', () => {
  it('waits 15 to 30 minutes, then twice as long each time, and a day at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), unit(), (failures, random) => {
        const wait = nextAfterFailure({ now: NOW, random }, failures) - NOW;
        const least = Math.min(2 ** (failures - 1) * 15 * 60_000, LONGEST_WAIT_MS);
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(Math.min(2 * least, LONGEST_WAIT_MS));
      }),
    );
  });

  it('honours Retry-After, but a day at most', () => {
    const moment = { now: NOW, random: 0 };
    expect(nextAfterFailure(moment, 1, 5 * HOUR)).toBe(NOW + 5 * HOUR);
    expect(nextAfterFailure(moment, 1, 1000)).toBe(NOW + 15 * 60_000);
    expect(nextAfterFailure(moment, 1, 400 * HOUR)).toBe(NOW + LONGEST_WAIT_MS);
  });
});

it('looks again within half an hour while there is no network', () => {
  expect(nextWithoutNetwork({ now: NOW, random: 0.5 })).toBe(NOW + 22.5 * 60_000);
});

it('rings for an overdue check within a minute of the start, and for another when it is due', () => {
  expect(alarmTime({ now: NOW, random: 0.5 }, NOW - HOUR)).toBe(NOW + 30_000);
  expect(alarmTime({ now: NOW, random: 0.5 }, NOW + HOUR)).toBe(NOW + HOUR);
});
