import { describe, expect, it, test } from 'vitest';
import type { DigestFailure, FeedCheck, SyncResult } from './outcomes.ts';
import { newRecord, type SourceRecord } from './records.ts';
import { NO_SOURCES, type Sources } from './sources.ts';
import { digestStandingOf, type Standing, standingOf } from './standing.ts';
import { standingInWords } from './words/standing-words.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-25T09:00:00Z');

function record(result: SyncResult, { at = NOW, lastGood }: { at?: number; lastGood?: number } = {}): SourceRecord {
  return { ...newRecord(0), last: { at, outcome: { kind: 'digest', result } }, lastGood };
}

const CURRENT: SyncResult = { state: 'current', version: 3, bytes: 900 };
const failed = (reason: DigestFailure['reason']): SyncResult => ({
  state: 'failed',
  failure: { reason, url: 'https://host.example/', detail: '' },
});
const stateOf = (...args: Parameters<typeof record>) => standingOf(record(...args), false, NOW).state;

describe('a source', () => {
  it('waits until it is checked for the first time', () => {
    expect(standingOf(undefined, false, NOW).state).toBe('waiting');
    expect(standingOf(newRecord(NOW), false, NOW).state).toBe('waiting');
  });
  it('is paused whatever came before', () => expect(standingOf(record(CURRENT), true, NOW).state).toBe('paused'));
  it('is fresh for three days after a good check, then stale since that check', () => {
    expect(stateOf(CURRENT, { at: NOW - 71 * HOUR })).toBe('fresh');
    expect(standingOf(record(CURRENT, { at: NOW - 73 * HOUR }), false, NOW)).toEqual({
      state: 'stale',
      since: NOW - 73 * HOUR,
    });
  });
  it('stays fresh for a day while its host is away, then is unreachable since its last good check', () => {
    expect(stateOf(failed('unreachable'), { lastGood: NOW - 23 * HOUR })).toBe('fresh');
    expect(standingOf(record(failed('server-error'), { lastGood: NOW - 25 * HOUR }), false, NOW)).toEqual({
      state: 'unreachable',
      since: NOW - 25 * HOUR,
    });
    expect(stateOf(failed('unreachable'))).toBe('unreachable');
  });
  it('says at once what no waiting mends', () => {
    const lastGood = NOW - HOUR;
    expect(stateOf(failed('bad-signature'), { lastGood })).toBe('refused');
    expect(stateOf(failed('expired'), { lastGood })).toBe('expired');
    expect(stateOf(failed('storage-full'), { lastGood })).toBe('storage-full');
    expect(stateOf({ state: 'update-extension', minClient: '2.0.0' }, { lastGood })).toBe('update-extension');
  });
  it('is refused, not unreachable, when a day has not mended what its host offers', () => {
    for (const reason of ['corrupt', 'rolled-back'] as const) {
      expect(stateOf(failed(reason), { lastGood: NOW - 23 * HOUR })).toBe('fresh');
      expect(stateOf(failed(reason), { lastGood: NOW - 25 * HOUR })).toBe('refused');
      expect(stateOf(failed(reason))).toBe('refused');
    }
  });
  it('says at once that what came cannot be stored', () =>
    expect(stateOf(failed('database'), { lastGood: NOW - HOUR })).toBe('not-stored'));
  it('has expired once its signature has run out, though nobody could be asked since', () => {
    const away = record(failed('unreachable'), { lastGood: NOW - 400 * HOUR });
    expect(standingOf(away, false, NOW, NOW - 1).state).toBe('expired');
    expect(standingOf(away, false, NOW, NOW + 1).state).toBe('unreachable');
  });
  it('waits to be checked again where a clock that was ahead says when it was', () => {
    expect(stateOf(CURRENT, { at: NOW + 30 * 24 * HOUR })).toBe('waiting');
    expect(stateOf(CURRENT, { at: NOW + 1000 })).toBe('fresh');
  });
  it('is as before when the reader ended the check', () => {
    expect(stateOf(failed('aborted'), { lastGood: NOW - HOUR })).toBe('fresh');
    expect(stateOf(failed('aborted'))).toBe('waiting');
  });
  it('is no longer checked once its feed is gone', () => {
    const result: FeedCheck = { state: 'stopped', why: 'gone' };
    const gone = { ...newRecord(0), last: { at: NOW, outcome: { kind: 'feed', result } as const } };
    expect(standingOf(gone, false, NOW).state).toBe('stopped');
  });
});

describe('the digest', () => {
  const source = { url: 'https://digest.example/', root: '{}', title: 'Example', publisher: 'Tests' };
  const known = (digest: Sources['digest'], packaged?: typeof source) => {
    const records = { digest: record(failed('unreachable'), { lastGood: NOW - 400 * HOUR }) };
    const head = { expires: new Date(NOW - 1).toISOString() };
    return digestStandingOf({ sources: { ...NO_SOURCES, digest }, packaged, records, head }, NOW).state;
  };
  it('is the packaged one where nothing else is set, whatever is remembered', () => {
    expect(known({ state: 'default', paused: false })).toBe('packaged');
    expect(known({ state: 'none' }, source)).toBe('packaged');
  });
  it('stands as its source does: paused, or expired with the signature of its head', () => {
    for (const paused of [true, false]) {
      expect(known({ state: 'default', paused }, source)).toBe(paused ? 'paused' : 'expired');
      expect(known({ state: 'chosen', paused, source })).toBe(paused ? 'paused' : 'expired');
    }
  });
});

const EVERY: Record<Standing['state'], Standing> = {
  packaged: { state: 'packaged' },
  paused: { state: 'paused' },
  waiting: { state: 'waiting' },
  fresh: { state: 'fresh', since: NOW - 5 * 60_000 },
  stale: { state: 'stale', since: NOW - 96 * HOUR },
  unreachable: { state: 'unreachable', since: NOW - 48 * HOUR },
  expired: { state: 'expired' },
  refused: { state: 'refused', reason: 'bad-signature' },
  'update-extension': { state: 'update-extension', minClient: '2.0.0' },
  'storage-full': { state: 'storage-full' },
  'not-stored': { state: 'not-stored' },
  stopped: { state: 'stopped' },
};

test('every standing has words of its own, short enough for a line', () => {
  const words = Object.values(EVERY).map((standing) => standingInWords(standing, NOW).words);
  expect(new Set(words).size).toBe(words.length);
  expect(Math.max(...words.map((line) => line.length))).toBeLessThan(64);
  expect(words).toContain('checked 5 minutes ago');
  expect(words).toContain('may be out of date: last checked 4 days ago');
  // It has been checked since, in vain.
  expect(words).toContain('cannot be reached; last reached 2 days ago');
});
