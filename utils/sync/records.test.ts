import { describe, expect, it } from 'vitest';
import type { DigestFailure, SyncResult } from './outcomes.ts';
import { newRecord, type Outcome, recordAfter, type SourceRecord } from './records.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-25T09:00:00Z');
const MOMENT = { now: NOW, random: 0 };

const digest = (result: SyncResult): Outcome => ({ kind: 'digest', result });
const failed = (reason: DigestFailure['reason'], retryAfterMs?: number): Outcome =>
  digest({
    state: 'failed',
    failure: {
      reason,
      url: 'https://host.example/',
      detail: '',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  });
const following = (before: SourceRecord, outcome: Outcome) =>
  recordAfter(before, outcome, MOMENT, { phase: 0.25, wish: 0 });
const waitAfter = (record: SourceRecord) => ((record.next ?? Number.NaN) - NOW) / MINUTE;

describe('the record of a source', () => {
  it('counts failures in a row, waits twice as long after each, and forgets them after a good check', () => {
    let record = newRecord(NOW);
    for (const minutes of [15, 30, 60, 120]) {
      record = following(record, failed('server-error'));
      expect(waitAfter(record)).toBe(minutes);
    }
    expect(record.failures).toBe(4);
    const good = following(record, digest({ state: 'current', version: 3, bytes: 900 }));
    expect(good).toMatchObject({ failures: 0, lastGood: NOW, received: 900 });
    expect(waitAfter(good)).toBeGreaterThan(140);
  });

  it('does not count the reader’s own stop, and looks again soon', () => {
    const record = following(newRecord(NOW), failed('aborted'));
    expect(record.failures).toBe(0);
    expect(waitAfter(record)).toBe(15);
  });

  it('looks again soon for the first few times that a page stands in the way, then ever later: the digest may have moved', () => {
    let record = newRecord(NOW);
    const waits = Array.from({ length: 12 }, () => {
      record = following(record, failed('captive-portal'));
      return waitAfter(record);
    });
    expect(waits).toEqual([15, 15, 15, 15, 15, 30, 60, 120, 240, 480, 960, 1440]);
  });

  it('does not count a page in the way of a feed', () => {
    const failure = { reason: 'captive-portal', url: 'https://host.example/', detail: '' } as const;
    const result = { state: 'failed', failure, next: NOW + 60 * MINUTE } as const;
    expect(following(newRecord(NOW), { kind: 'feed', result }).failures).toBe(0);
  });

  it('keeps the time that was planned when the reader ends a check', () => {
    expect(waitAfter(following(newRecord(NOW + 200 * MINUTE), failed('aborted')))).toBe(200);
  });

  it('waits as long as the host asks', () => {
    expect(waitAfter(following(newRecord(NOW), failed('server-error', 90 * MINUTE)))).toBe(90);
  });

  it('takes the next check of a feed from the feed, and plans none for one that is gone', () => {
    const feed = (result: Extract<Outcome, { kind: 'feed' }>['result']) =>
      following(newRecord(NOW), { kind: 'feed', result });
    expect(feed({ state: 'unchanged', bytes: 0, next: NOW + 7 * MINUTE }).next).toBe(NOW + 7 * MINUTE);
    expect(feed({ state: 'stopped', why: 'gone' }).next).toBeUndefined();
    const failure = { reason: 'captive-portal', url: 'https://host.example/', detail: '' } as const;
    expect(feed({ state: 'failed', failure, next: NOW + 60 * MINUTE })).toMatchObject({
      next: NOW + 60 * MINUTE,
      failures: 0,
    });
  });

  it('keeps when the source last answered well, unless a clock that was ahead says so', () => {
    const goodAt = (lastGood: number) => ({ ...newRecord(NOW), lastGood });
    expect(following(goodAt(NOW - MINUTE), failed('corrupt')).lastGood).toBe(NOW - MINUTE);
    expect(following(goodAt(NOW + 9000 * MINUTE), failed('corrupt')).lastGood).toBe(NOW);
    expect(following(newRecord(NOW), failed('corrupt')).lastGood).toBeUndefined();
  });

  it('plans the next check by the clock that holds when the reader ends one', () => {
    expect(waitAfter(following(newRecord(NOW + 90_000 * MINUTE), failed('aborted')))).toBe(15);
  });
});
