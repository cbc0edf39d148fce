import { describe, expect, it } from 'vitest';
import type { FeedCheck, SyncResult } from '../outcomes.ts';
import type { LogEntry } from '../run-edges.ts';
import { refusalInWords, runInWords } from './run-words.ts';

const digest = (result: SyncResult): LogEntry => ({
  at: 0,
  id: 'digest',
  title: 'Digest',
  publisher: 'Press',
  outcome: { kind: 'digest', result },
});
const feed = (title: string, result: FeedCheck): LogEntry => ({
  at: 0,
  id: 'feed-1',
  title,
  publisher: title,
  outcome: { kind: 'feed', result },
});
const CURRENT = digest({ state: 'current', version: 4, bytes: 1 });
const NEWS = feed('A', { state: 'updated', added: 3, changed: 0, bytes: 1, title: 'A', next: 0 });

describe('the end of a run', () => {
  it('says of one source all there is to say', () => {
    expect(runInWords([CURRENT]).happened).toBe('You have the newest version, 4.');
  });
  it('says of several the gist', () => {
    expect(runInWords([CURRENT, NEWS, feed('B', { state: 'unchanged', bytes: 0, next: 0 })])).toMatchObject({
      tone: 'good',
      happened: 'You have the newest version, 4. 2 feeds were checked: 3 new stories.',
    });
  });
  it('names what went wrong, and what to do about the worst', () => {
    const gone = feed('C', { state: 'stopped', why: 'gone' });
    const said = runInWords([CURRENT, NEWS, gone]);
    expect(said.tone).toBe('warning');
    expect(said.means).toContain('C is gone for good.');
    expect(said.todo).toContain('Remove the feed');
  });
  it('names the worst three of many troubles, and how many more there are', () => {
    const busy = (name: string) =>
      feed(name, {
        state: 'failed',
        failure: { reason: 'server-error', url: `https://${name}.example/`, detail: '' },
        next: 0,
      });
    const gone = feed('Gone', { state: 'stopped', why: 'gone' });
    const { means, todo } = runInWords([CURRENT, ...['a', 'b', 'c', 'd', 'e'].map(busy), gone]);
    expect(means).toMatch(/^Gone is gone for good\./);
    expect(means.match(/\w\.example/g)).toEqual(['a.example', 'b.example']);
    expect(means).toMatch(/3 more sources had trouble; “Sources and settings” says how each stands\.$/);
    expect(todo).toContain('Remove the feed');
  });
  it('says so when nothing was checked', () => expect(runInWords([]).happened).toContain('stopped'));
});

it('says why a sync did not begin, and nothing where one is under way', () => {
  expect(refusalInWords('offline')?.happened).toBe('You are offline.');
  expect(refusalInWords('nothing-to-check')?.todo).toContain('Sources');
  expect(refusalInWords('all-at-rest')?.happened).toContain('within the last hour');
  for (const end of ['started', 'dropped', 'done'] as const) expect(refusalInWords(end)).toBeUndefined();
});
