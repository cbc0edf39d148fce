import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type CheckEvent, courseAfter, type FeedCourse, hostBlockMs, type Moment } from './polling.ts';
import type { RefusalReason } from './refusal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Wednesday, 10:00 UTC. */
const NOW = Date.parse('2026-11-25T10:00:00Z');
const FRESH: FeedCourse = { next: 0, failures: 0 };

const answered = (over: Partial<Extract<CheckEvent, { kind: 'answered' }>> = {}): CheckEvent => ({
  kind: 'answered',
  pace: { skipHours: [], skipDays: [] },
  freshMs: 0,
  isExpired: false,
  ...over,
});
const refused = (reason: RefusalReason, retryAfterMs?: number): CheckEvent => ({
  kind: 'refused',
  reason,
  retryAfterMs,
});
const at = (now = NOW, spread = 0): Moment => ({ now, spread });
const waitAfter = (event: CheckEvent, before = FRESH) => courseAfter(before, event, at()).next - NOW;

describe('after an answer a feed is asked again', () => {
  test.each([
    ['after 6 hours where nobody says anything', answered(), 6 * HOUR],
    ['after what the feed wishes', answered({ pace: { leastMs: 9 * HOUR, skipHours: [], skipDays: [] } }), 9 * HOUR],
    ['after what the host says the answer holds', answered({ freshMs: 12 * HOUR }), 12 * HOUR],
    [
      'after the longer of both',
      answered({ pace: { leastMs: 9 * HOUR, skipHours: [], skipDays: [] }, freshMs: 8 * HOUR }),
      9 * HOUR,
    ],
    ['after a day at most', answered({ freshMs: 365 * DAY }), DAY],
    [
      'no sooner because the feed would like it',
      answered({ pace: { leastMs: HOUR, skipHours: [], skipDays: [] } }),
      6 * HOUR,
    ],
    ['after the hours that the feed skips', answered({ pace: { skipHours: [16, 17], skipDays: [] } }), 8 * HOUR],
    ['after a day, even if it skips that day', answered({ pace: { skipHours: [], skipDays: [3, 4] } }), DAY],
  ])('%s', (_, event, wait) => expect(waitAfter(event)).toBe(wait));
});

describe('after a refusal a feed is asked again', () => {
  test.each<[string, RefusalReason, number[]]>([
    ['unreachable', 'unreachable', [1, 2, 4, 8, 16, 24, 24]],
    ['with a server’s problem', 'server-error', [1, 2, 4, 8, 16, 24, 24]],
    ['forbidden', 'forbidden', [24, 48, 96, 168, 168]],
    ['broken', 'broken', [24, 48, 96, 168, 168]],
    ['behind a login page', 'captive-portal', [1, 1, 1]],
  ])('%s: ever later', (_, reason, hours) => {
    let course = FRESH;
    for (const wait of hours) {
      const next = courseAfter(course, refused(reason), at());
      expect((next.next - NOW) / HOUR).toBe(wait);
      course = next;
    }
  });

  it('when the host said so, within an hour and a week', () => {
    expect(waitAfter(refused('rate-limited', 2 * HOUR))).toBe(2 * HOUR);
    expect(waitAfter(refused('server-error', 3 * HOUR))).toBe(3 * HOUR);
    expect(waitAfter(refused('rate-limited'))).toBe(HOUR);
    expect(waitAfter(refused('rate-limited', 5_000))).toBe(HOUR);
    expect(waitAfter(refused('rate-limited', 365 * DAY))).toBe(7 * DAY);
    expect(hostBlockMs(undefined)).toBe(HOUR);
  });

  it('as if nothing had happened, when the reader ended the check', () => {
    const before = { next: NOW + HOUR, failures: 2 };
    expect(courseAfter(before, refused('aborted'), at())).toEqual(before);
  });
});

describe('a feed is asked for no more', () => {
  it('once the host says that it is gone', () => {
    expect(courseAfter(FRESH, refused('gone'), at()).stopped).toBe('gone');
  });

  it('once it says itself that it has ended', () => {
    expect(courseAfter(FRESH, answered({ isExpired: true }), at()).stopped).toBe('expired');
  });

  it('once it was missing for a week, and not before', () => {
    let course = FRESH;
    const days: number[] = [];
    for (let now = NOW; course.stopped === undefined; now = course.next) {
      days.push((now - NOW) / DAY);
      course = courseAfter(course, refused('not-found'), at(now));
    }
    expect(days).toEqual([0, 1, 3, 7]);
    expect(course.stopped).toBe('missing-for-a-week');
  });

  it('and if it answers in between, the week begins anew', () => {
    const missing = courseAfter(FRESH, refused('not-found'), at());
    const found = courseAfter(missing, answered(), at(NOW + 6 * DAY));
    expect(courseAfter(found, refused('not-found'), at(NOW + 8 * DAY)).stopped).toBeUndefined();
  });
});

it.each(['captive-portal', 'storage-full', 'aborted'] as const)(
  'a check that came to %s counts as no failure',
  (reason) => {
    expect(courseAfter({ ...FRESH, failures: 2 }, refused(reason), at()).failures).toBe(2);
  },
);

describe('whatever happens', () => {
  const reasons = fc.constantFrom<RefusalReason>(
    'unreachable',
    'not-found',
    'forbidden',
    'server-error',
    'rate-limited',
    'not-a-feed',
    'captive-portal',
    'hostile',
    'too-large',
    'broken',
    'storage-full',
  );
  const wait = fc.option(fc.nat(100 * DAY), { nil: undefined });
  const pace = fc.record({
    leastMs: fc.nat(100 * DAY),
    skipHours: fc.uniqueArray(fc.nat(23)),
    skipDays: fc.uniqueArray(fc.nat(6)),
  });
  const good = fc.record({
    kind: fc.constant('answered' as const),
    pace,
    freshMs: fc.nat(100 * DAY),
    isExpired: fc.constant(false),
  });
  const bad = fc.record({ kind: fc.constant('refused' as const), reason: reasons, retryAfterMs: wait });
  const spread = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

  it('the wait is an hour at least, after an answer a day at most, after a refusal a week at most', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(good, bad), spread), { minLength: 1, maxLength: 30 }), (events) => {
        let course = FRESH;
        let now = NOW;
        for (const [event, drawn] of events) {
          course = courseAfter(course, event, { now, spread: drawn });
          expect(course.next - now).toBeGreaterThanOrEqual(HOUR);
          expect(course.next - now).toBeLessThanOrEqual(event.kind === 'answered' ? DAY : 7 * DAY);
          if (event.kind === 'answered') expect(course).toEqual({ next: course.next, failures: 0 });
          now = course.next;
        }
      }),
    );
  });

  it('a failure never brings the next check nearer than a failure before it did', () => {
    fc.assert(
      fc.property(reasons, fc.nat(20), (reason, failures) => {
        const next = (count: number) => courseAfter({ next: 0, failures: count }, refused(reason), at()).next;
        expect(next(failures + 1)).toBeGreaterThanOrEqual(next(failures));
      }),
    );
  });
});
