import type { FeedCheck, SyncResult } from './outcomes.ts';
import { type Moment, nextAfterFailure, nextAfterPage, nextRegular, nextWithoutNetwork } from './schedule.ts';

/** What came of one check, of a digest or a feed. */
export type Outcome =
  | { readonly kind: 'digest'; readonly result: SyncResult }
  | { readonly kind: 'feed'; readonly result: FeedCheck };

/** What is remembered of a source between checks; times in ms since 1970. */
export interface SourceRecord {
  /** When to check next; undefined where it is checked no more. */
  readonly next: number | undefined;
  /** Failures in a row that count. */
  readonly failures: number;
  readonly last: { readonly at: number; readonly outcome: Outcome } | undefined;
  /** When it last answered as it should. */
  readonly lastGood: number | undefined;
  /** Bytes received, all checks together. */
  readonly received: number;
}

/** What is known of a source that was never checked. */
export function newRecord(next: number): SourceRecord {
  return { next, failures: 0, last: undefined, lastGood: undefined, received: 0 };
}

/** When an installation checks: its phase, and what the publisher wishes; see `nextRegular`. */
export interface Rhythm {
  readonly phase: number;
  readonly wish: number;
}

/** The record after a check. */
export function recordAfter(before: SourceRecord, outcome: Outcome, moment: Moment, rhythm: Rhythm): SourceRecord {
  const good = isGood(outcome);
  const failures = good ? 0 : before.failures + (isCounted(outcome) ? 1 : 0);
  return {
    next: nextCheck(outcome, { before, failures, moment, rhythm }),
    failures,
    last: { at: moment.now, outcome },
    lastGood: good ? moment.now : before.lastGood && Math.min(before.lastGood, moment.now),
    received: before.received + bytesOf(outcome),
  };
}

/** The record after a check during which the network went away: no failure of the source. */
export function recordWithoutNetwork(before: SourceRecord, outcome: Outcome, moment: Moment): SourceRecord {
  return { ...before, next: nextWithoutNetwork(moment), last: { at: moment.now, outcome } };
}

/** Whether nothing came back at all. */
export function isUnreachable({ result }: Outcome): boolean {
  return result.state === 'failed' && result.failure.reason === 'unreachable';
}

/** Whether nothing came back at the last check. */
export function isLost(record: SourceRecord | undefined): boolean {
  return record?.last !== undefined && isUnreachable(record.last.outcome);
}

/** A feed that has answered is left alone for so long, whatever the reader presses (docs/decisions/0024-polling.md). */
const FEED_RESTS_MS = 60 * 60 * 1000;

/** Whether a feed is not to be asked now with all others: it is gone, or has just been asked and answered. */
export function isAtRest({ next, last }: SourceRecord, now: number): boolean {
  if (next === undefined) return true;
  if (last === undefined || isAhead(last.at, now)) return false;
  return now - last.at < FEED_RESTS_MS && (isGood(last.outcome) || isRefused(last.outcome));
}

/** Nothing is planned further ahead: a feed's host may ask for a week. */
const LONGEST_PLAN_MS = 8 * 24 * 60 * 60 * 1000;
/** Clocks are put right by so much all the time. */
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/** When a source is due; undefined where it is checked no more. What was planned by a clock that was ahead is due now. */
export function dueTime(record: SourceRecord | undefined, now: number): number | undefined {
  if (!record) return now;
  const { next, last } = record;
  if (next === undefined) return undefined;
  const isPlannedAhead = last !== undefined && isAhead(last.at, now) && next > last.at;
  return isPlannedAhead || next - now > LONGEST_PLAN_MS ? now : next;
}

/** Whether a moment of the past lies ahead: the clock was, and has been put right since. */
export function isAhead(moment: number, now: number): boolean {
  return moment - now > CLOCK_SLACK_MS;
}

/** Bytes that a check received. */
export function bytesOf({ result }: Outcome): number {
  return 'bytes' in result ? result.bytes : 0;
}

/** Whether the source answered as it should. */
function isGood({ result: { state } }: Outcome): boolean {
  return state === 'updated' || state === 'current' || state === 'unchanged';
}

/** Whether the source answered, but not as it should. */
function isRefused(outcome: Outcome): boolean {
  return isCounted(outcome) && !isUnreachable(outcome);
}

/**
 * A check that the reader ended, or that never reached a feed, is no failure of the source. What stood in the way of a
 * digest may be its own host, which sends all readers elsewhere.
 */
function isCounted({ kind, result }: Outcome): boolean {
  if (result.state !== 'failed' || result.failure.reason === 'aborted') return false;
  return kind === 'digest' || result.failure.reason !== 'captive-portal';
}

interface Course {
  readonly before: SourceRecord;
  readonly failures: number;
  readonly moment: Moment;
  readonly rhythm: Rhythm;
}

function nextCheck(outcome: Outcome, { before, failures, moment, rhythm }: Course): number | undefined {
  const { result } = outcome;
  if (result.state === 'stopped') return undefined;
  if (result.state === 'failed' && result.failure.reason === 'aborted')
    return Math.max(dueTime(before, moment.now) ?? 0, nextWithoutNetwork(moment));
  if ('next' in result) return result.next;
  if (result.state === 'failed' && result.failure.reason === 'captive-portal') return nextAfterPage(moment, failures);
  if (result.state !== 'failed') return nextRegular(moment, rhythm.phase, rhythm.wish);
  return nextAfterFailure(moment, failures, result.failure.retryAfterMs);
}
