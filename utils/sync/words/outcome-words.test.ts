import { describe, expect, it, test } from 'vitest';
import type { DigestFailure, FeedCheck, FeedFailure, SyncResult } from '../outcomes.ts';
import { outcomeInWords } from './outcome-words.ts';
import { DIGEST_REASONS, FEED_REASONS } from './testing/reasons.ts';

const NAMED = { title: 'Digital policy', publisher: 'Example Press' };
const AT = { url: 'https://host.example/digest/head.json', detail: 'Line 3 is cut short.' };

const digest = (result: SyncResult) => outcomeInWords({ kind: 'digest', result }, NAMED);
const feed = (result: FeedCheck) => outcomeInWords({ kind: 'feed', result }, NAMED);
const digestFailure = (reason: string) =>
  digest({ state: 'failed', failure: { reason: reason as DigestFailure['reason'], ...AT } });
const feedFailure = (reason: string) =>
  feed({ state: 'failed', failure: { reason: reason as FeedFailure['reason'], ...AT }, next: 0 });

const ALL = [
  ...Object.keys(DIGEST_REASONS).map((reason) => [`digest ${reason}`, () => digestFailure(reason)] as const),
  ...Object.keys(FEED_REASONS).map((reason) => [`feed ${reason}`, () => feedFailure(reason)] as const),
  ...(['gone', 'expired', 'missing-for-a-week'] as const).map(
    (why) => [`feed stopped, ${why}`, () => feed({ state: 'stopped', why })] as const,
  ),
];

describe.each(ALL)('%s', (_, said) => {
  it('says what happened, what it means and what to do, in sentences', () => {
    const { happened, means, todo } = said();
    for (const sentence of [happened, means, todo]) expect(sentence).toMatch(/^(?:[A-Z\d“]|host\.example).*\.$/s);
  });
  it('points to no place of one page, for it is said in the popup too', () => {
    expect(Object.values(said()).join(' ')).not.toMatch(/\b(?:here|above|below)\b/);
  });
  it('is told apart from every other', () => {
    const { happened, means } = said();
    const same = ALL.filter(([, other]) => other().happened === happened && other().means === means);
    expect(same.length).toBe(1);
  });
  it('uses none of our inner names', () => {
    const text = Object.values(said()).join(' ');
    expect(text).not.toMatch(/undefined|null|\[object|captive-portal|rolled-back|http error/i);
  });
});

it('says of an update how much was downloaded and what was withdrawn', () => {
  const update = { state: 'updated', from: 11, to: 12, bytes: 8_540 } as const;
  expect(digest({ ...update, by: 'delta', withdrawn: 0 })).toEqual({
    tone: 'good',
    happened: 'Version 12 of Digital policy is installed.',
    means: 'Only what changed since version 11 was downloaded: 8.5 KB.',
    todo: '',
  });
  expect(digest({ ...update, by: 'full', withdrawn: 1 }).means).toBe(
    'All of it was downloaded: 8.5 KB. The publisher withdrew 1 entry; you no longer see it.',
  );
});

it('names who is responsible for a refused signature, and that the data is kept', () => {
  const { tone, means, todo } = digestFailure('bad-signature');
  expect(tone).toBe('warning');
  expect(means).toContain('Your digest stays as it is');
  expect(`${means} ${todo}`).toContain('Example Press');
});

it('says of a page in the way of a digest that the network may want a sign-in, or the digest have moved', () => {
  const { means, todo } = digestFailure('captive-portal');
  expect(means).toMatch(/sign in.* or Example Press has moved/);
  expect(todo).toMatch(/sign in.*new address on the site of Example Press/);
});

it('says which version of the extension is needed', () => {
  const { means, todo } = digest({ state: 'update-extension', minClient: '2.1.0' });
  expect(means).toContain('2.1.0');
  expect(todo).toContain('Update Newsgloss');
});

test.each([
  [{ added: 3, changed: 0 }, '3 new stories from Digital policy.'],
  [{ added: 1, changed: 2 }, '1 new story and 2 amended stories from Digital policy.'],
  [{ added: 0, changed: 0 }, 'No stories to keep from Digital policy.'],
])('of a feed with %o it says "%s"', (counts, words) => {
  expect(feed({ state: 'updated', ...counts, bytes: 1200, title: 'x', next: 0 }).happened).toBe(words);
});

it('says that a feed has moved, and where to', () => {
  expect(feed({ state: 'unchanged', bytes: 0, next: 0, movedTo: 'https://new.example/feed' }).means).toContain(
    'https://new.example/feed',
  );
});

it('sends a reader who gave the address of a page to where the feeds of that page are', () => {
  expect(feedFailure('not-a-feed').todo).toContain('“On the page you are reading”');
});

it('says the number of a server’s error where there is one', () => {
  expect(digest({ state: 'failed', failure: { reason: 'server-error', ...AT, status: 503 } }).happened).toContain(
    '503',
  );
  expect(feedFailure('server-error').happened).toBe('host.example answered with an error.');
});
