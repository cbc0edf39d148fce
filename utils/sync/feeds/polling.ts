import type { FeedPace } from './parsed-feed.ts';
import type { RefusalReason } from './refusal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Between two checks of a feed at least, at most, and where nobody says anything. */
const LEAST_MS = HOUR_MS;
const MOST_MS = DAY_MS;
const USUAL_MS = 6 * HOUR_MS;
/** Longest that a host, or a row of failures, can put off a check. */
const LONGEST_BLOCK_MS = 7 * DAY_MS;
/** A feed that was missing for so long is no longer asked for. */
const MISSING_MS = 7 * DAY_MS;
/** Checks come up to this much later, so that the readers of a feed do not ask together. */
const SPREAD = 0.2;

/** Where the checks of a feed stand. Moments in ms since 1970. */
export interface FeedCourse {
  /** Not to be asked for before. */
  readonly next: number;
  /** In a row. */
  readonly failures: number;
  /** Since when the host says that there is nothing. */
  readonly missingSince?: number;
  /** Why it is asked for no more. */
  readonly stopped?: StopReason;
}

export type StopReason = 'gone' | 'expired' | 'missing-for-a-week';

/** What came of a check, as far as the next one depends on it. */
export type CheckEvent =
  | {
      readonly kind: 'answered';
      readonly pace: FeedPace;
      /** How long the answer says it holds (HTTP), ms. */
      readonly freshMs: number;
      readonly isExpired: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly retryAfterMs: number | undefined };

export interface Moment {
  readonly now: number;
  /** 0 to 1, drawn anew each time. */
  readonly spread: number;
}

/**
 * When to check a feed again after a check, or that it is checked no more. Waits: 1 to 24 h after an answer; after a refusal 1 h
 * to 7 days, doubling from 1 h where the host may recover by itself and from a day where somebody must mend something.
 */
export function courseAfter(before: FeedCourse, event: CheckEvent, { now, spread }: Moment): FeedCourse {
  if (event.kind === 'answered') {
    if (event.isExpired) return { next: now + MOST_MS, failures: 0, stopped: 'expired' };
    return { next: nextOpen(now + waitAfterAnswer(event, spread), event.pace, now + MOST_MS), failures: 0 };
  }
  const { reason, retryAfterMs } = event;
  // A feed that has ended stays so until it says something else itself.
  if (reason === 'aborted' || before.stopped === 'expired') return { ...before, next: Math.max(before.next, now) };
  const failures = before.failures + (reason === 'captive-portal' || reason === 'storage-full' ? 0 : 1);
  const next = now + waitAfterRefusal(reason, failures, retryAfterMs, spread);
  if (reason === 'gone') return { next, failures, stopped: 'gone' };
  const missingSince = reason === 'not-found' ? (before.missingSince ?? now) : before.missingSince;
  const course = { next, failures, ...(missingSince === undefined ? {} : { missingSince }) };
  const isLost = reason === 'not-found' && missingSince !== undefined && now - missingSince >= MISSING_MS;
  return isLost ? { ...course, stopped: 'missing-for-a-week' } : course;
}

/** How long a host is left alone that says 429, or 503 with a time: an hour where it says no time, a week at most. */
export function hostBlockMs(retryAfterMs: number | undefined): number {
  return clamp(retryAfterMs ?? HOUR_MS, LEAST_MS, LONGEST_BLOCK_MS);
}

/** Whether a host is still to be left alone; a moment beyond what any is left alone for was reckoned by a clock that was ahead. */
export function isBlocked(until: number, now: number): boolean {
  return until > now && until - now <= LONGEST_BLOCK_MS;
}

function waitAfterAnswer({ pace, freshMs }: Extract<CheckEvent, { kind: 'answered' }>, spread: number): number {
  const wished = clamp(Math.max(USUAL_MS, pace.leastMs ?? 0, freshMs), LEAST_MS, MOST_MS);
  return Math.min(MOST_MS, wished * (1 + SPREAD * spread));
}

function waitAfterRefusal(
  reason: RefusalReason,
  failures: number,
  retryAfterMs: number | undefined,
  spread: number,
): number {
  if (reason === 'rate-limited' || retryAfterMs !== undefined) return hostBlockMs(retryAfterMs);
  const doubled = (firstMs: number, mostMs: number) =>
    Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 10) * (1 + SPREAD * spread));
  if (reason === 'captive-portal') return LEAST_MS;
  if (reason === 'storage-full') return USUAL_MS;
  return RECOVERS.has(reason) ? doubled(LEAST_MS, MOST_MS) : doubled(DAY_MS, LONGEST_BLOCK_MS);
}

/** Reasons that may go away without anybody mending the feed. */
const RECOVERS: ReadonlySet<RefusalReason> = new Set(['unreachable', 'server-error']);

/** The first moment from `wanted` on at which the feed may be asked for by its own skipHours and skipDays, but not after `latest`. */
function nextOpen(wanted: number, { skipHours, skipDays }: FeedPace, latest: number): number {
  let moment = wanted;
  while (moment < latest && isSkipped(new Date(moment), skipHours, skipDays))
    moment = (Math.floor(moment / HOUR_MS) + 1) * HOUR_MS;
  return Math.min(moment, latest);
}

function isSkipped(date: Date, hours: readonly number[], days: readonly number[]): boolean {
  return hours.includes(date.getUTCHours()) || days.includes(date.getUTCDay());
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
