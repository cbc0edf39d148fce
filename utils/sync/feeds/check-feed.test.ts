import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { TermId } from '../../digest/ids.ts';
import { checkFeed } from './check-feed.ts';
import type { FeedEdges, FeedSource } from './feed-check.ts';
import { deleteFeedDatabase, withFeedDatabase } from './feed-database.ts';
import { removeFeed } from './feed-store.ts';
import { EXAMPLE_FEEDS, rssWith } from './testing/example-feeds.ts';
import { type FeedHost, gives, startFeedHost } from './testing/feed-host.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RSS = EXAMPLE_FEEDS['RSS 2.0'];

let host: FeedHost;
let now: number;
let feed: FeedSource;

beforeAll(async () => {
  host = await startFeedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  now = Date.parse('2026-11-25T10:00:00Z');
  feed = { id: 'feed-1', url: `${host.origin}/rss` };
});
afterEach(deleteFeedDatabase);

const edges = (over: Partial<FeedEdges> = {}): FeedEdges => ({
  fetch,
  now: () => new Date(now),
  signal: new AbortController().signal,
  onProgress: () => undefined,
  tag: (texts) => (texts.join(' ').includes('NIS2') ? ['nis2-directive' as TermId] : []),
  ...over,
});
const check = (over?: Partial<FeedEdges>, of = feed) => checkFeed(of, edges(over));
const stories = () => withFeedDatabase((database) => database.stories.orderBy('time').reverse().toArray());
const known = (id: string) => withFeedDatabase(({ feeds }) => feeds.get(id));
const lastAsked = () => host.asked.at(-1)?.headers ?? {};
const item = (n: number, rest = '') => `<item><guid>${n}</guid><title>Story ${n}</title>${rest}</item>`;

describe('a first check', () => {
  it('stores the stories, tagged, in the shape of a digest’s', async () => {
    host.answer = gives(RSS);
    expect(await check()).toMatchObject({
      state: 'updated',
      added: 2,
      changed: 0,
      bytes: RSS.length,
      title: 'Example News',
    });
    expect(await stories()).toMatchObject([
      {
        title: 'Ministers agree on NIS2 guidance & checks',
        date: '2026-11-24',
        source: { name: 'Example News', url: 'https://news.example/' },
        url: 'https://news.example/nis2-guidance',
        lang: 'en-IE',
        terms: ['nis2-directive'],
      },
      { title: 'Roots of the internet move house', date: '2026-11-23', terms: [] },
    ]);
  });

  it('dates a story by when it was first seen where the feed says no date, or one to come', async () => {
    host.answer = gives(rssWith(item(1) + item(2, '<pubDate>Fri, 01 Jan 2100 10:00:00 GMT</pubDate>')));
    await check();
    now += DAY;
    host.answer = gives(rssWith(item(1) + item(2, '<pubDate>Fri, 01 Jan 2100 10:00:00 GMT</pubDate>') + item(3)));
    await check();
    expect((await stories()).map(({ title, date }) => [title, date])).toEqual([
      ['Story 3', '2026-11-26'],
      ['Story 1', '2026-11-25'],
      ['Story 2', '2026-11-25'],
    ]);
  });

  it('says when to check again', async () => {
    host.answer = gives(RSS, { 'cache-control': 'max-age=36000' });
    const { next } = (await check()) as { next: number };
    expect(next - now).toBeGreaterThanOrEqual(10 * HOUR);
    expect(next - now).toBeLessThanOrEqual(12 * HOUR);
    expect((await known('feed-1'))?.course.next).toBe(next);
  });
});

describe('a later check', () => {
  it('sends back what the host gave, byte for byte, and takes 304 for nothing new', async () => {
    host.answer = gives(RSS, { etag: 'W/"a \'b\'"', 'last-modified': 'tuesday, about ten' });
    await check();
    expect(lastAsked()).not.toHaveProperty('if-none-match');
    host.answer = (_, response) => response.writeHead(304).end();
    expect(await check()).toMatchObject({ state: 'unchanged', bytes: 0 });
    expect(lastAsked()).toMatchObject({ 'if-none-match': 'W/"a \'b\'"', 'if-modified-since': 'tuesday, about ten' });
    expect(await stories()).toHaveLength(2);
  });

  it('asks for the whole after 8 days, for a host may say 304 for ever', async () => {
    host.answer = gives(RSS, { etag: '"1"' });
    await check();
    now += 8 * DAY + 1;
    await check();
    expect(lastAsked()).not.toHaveProperty('if-none-match');
    await check();
    expect(lastAsked()).toHaveProperty('if-none-match', '"1"');
  });

  it('asks for the whole again after an answer that was cut short', async () => {
    host.answer = gives(RSS.slice(0, RSS.indexOf('Roots')), { etag: '"1"' });
    expect(await check()).toMatchObject({ state: 'updated', added: 1 });
    host.answer = gives(RSS, { etag: '"1"' });
    expect(await check()).toMatchObject({ state: 'updated', added: 1 });
  });

  it('reads the same bytes no second time', async () => {
    host.answer = gives(RSS);
    await check();
    expect(await check({ tag: () => expect.fail('tagged again') })).toMatchObject({
      state: 'unchanged',
      bytes: RSS.length,
    });
  });

  it('adds what is new, changes what is changed, and keeps what the feed no longer holds', async () => {
    host.answer = gives(rssWith(item(1) + item(2)));
    await check();
    host.answer = gives(rssWith(item(3) + item(2, '<description>More NIS2.</description>')));
    expect(await check()).toMatchObject({ state: 'updated', added: 1, changed: 1 });
    expect((await stories()).map(({ title, terms }) => [title, terms.length])).toEqual(
      expect.arrayContaining([
        ['Story 1', 0],
        ['Story 2', 1],
        ['Story 3', 0],
      ]),
    );
  });

  it('is begun anew at another address', async () => {
    host.answer = gives(RSS, { etag: '"1"' });
    await check();
    await check(undefined, { ...feed, url: `${host.origin}/atom` });
    expect(lastAsked()).not.toHaveProperty('if-none-match');
  });
});

describe('what a host answers', () => {
  test.each([
    [404, { state: 'failed', failure: { reason: 'not-found', status: 404 } }],
    [410, { state: 'stopped', why: 'gone' }],
    [403, { state: 'failed', failure: { reason: 'forbidden', status: 403 } }],
    [500, { state: 'failed', failure: { reason: 'server-error', status: 500 } }],
    [304, { state: 'failed', failure: { reason: 'broken', status: 304 } }],
  ])('%i without having been asked conditionally', async (status, outcome) => {
    host.answer = (_, response) => response.writeHead(status).end();
    expect(await check()).toMatchObject(outcome);
  });

  test.each([301, 302, 307, 308])('%i is followed, and the old address is kept', async (status) => {
    host.answer = ({ url }, response) =>
      url === '/rss' ? response.writeHead(status, { location: '/new' }).end() : gives(RSS)({} as never, response);
    for (let day = 0; day < 4; day++, now += DAY) expect(await check()).not.toHaveProperty('movedTo');
    expect(host.asked.slice(-8).map(({ url }) => url)).toEqual([
      '/rss',
      '/new',
      '/rss',
      '/new',
      '/rss',
      '/new',
      '/rss',
      '/new',
    ]);
  });

  it('404 for a week stops the checks', async () => {
    host.answer = (_, response) => response.writeHead(404).end();
    let outcome = await check();
    const start = now;
    while (outcome.state === 'failed') {
      now = outcome.next;
      outcome = await check();
    }
    expect(outcome).toEqual({ state: 'stopped', why: 'missing-for-a-week' });
    expect(now - start).toBeGreaterThanOrEqual(7 * DAY);
    expect(now - start).toBeLessThanOrEqual(9 * DAY);
  });

  it('an ended feed stops the checks, with its last stories stored', async () => {
    host.answer = gives(EXAMPLE_FEEDS['JSON Feed 1.1'].replace('"language"', '"expired":true,"language"'));
    expect(await check()).toEqual({ state: 'stopped', why: 'expired' });
    expect(await stories()).toHaveLength(2);
  });

  it('an ended feed that is asked once more stays ended while it says nothing else', async () => {
    const feedThat = (expired: boolean) =>
      EXAMPLE_FEEDS['JSON Feed 1.1'].replace('"language"', `"expired":${expired},"language"`);
    const ended = { state: 'stopped', why: 'expired' };
    host.answer = gives(feedThat(true), { etag: '"1"' });
    await check();
    expect(await check()).toEqual(ended);
    for (const status of [304, 500, 404]) {
      host.answer = (_, response) => response.writeHead(status).end();
      expect(await check()).toEqual(ended);
    }
    host.answer = gives(feedThat(false));
    expect(await check()).toMatchObject({ state: 'unchanged', next: expect.any(Number) });
  });

  it('anything wrong leaves what was stored', async () => {
    host.answer = gives(RSS);
    await check();
    for (const body of ['<html>', '<rss><channel>', `<rss>${'<'.repeat(5000)}`, '', '{']) {
      host.answer = gives(body);
      const outcome = await check();
      expect(['failed', 'unchanged']).toContain(outcome.state);
      expect(await stories()).toHaveLength(2);
    }
  });
});

describe('a host that asks to be left alone', () => {
  test.each([
    [429, '7200', 2 * HOUR],
    [503, 'Wed, 25 Nov 2026 13:00:00 GMT', 3 * HOUR],
    [429, undefined, HOUR],
    [503, undefined, HOUR],
    [429, '99999999', 7 * DAY],
  ])('by %i with %s is asked for none of its feeds before', async (status, retryAfter, wait) => {
    const other = { id: 'feed-2', url: `${host.origin}/other` };
    host.answer = (_, response) => response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end();
    await check();
    const asked = host.asked.length;
    host.answer = gives(RSS);
    now += wait - 1000;
    expect(await check(undefined, other)).toMatchObject({
      state: 'failed',
      failure: { reason: 'rate-limited' },
      next: now + 1000,
    });
    expect(host.asked).toHaveLength(asked);
    now += 1001;
    expect(await check(undefined, other)).toMatchObject({ state: 'updated' });
  });
});

it('asks one host for one thing at a time', async () => {
  let underWay = 0;
  let most = 0;
  host.answer = (_, response) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      gives(RSS)({} as never, response);
    }, 20);
  };
  await Promise.all([1, 2, 3].map((n) => check(undefined, { id: `feed-${n}`, url: `${host.origin}/${n}` })));
  expect(most).toBe(1);
});

describe('a check that is cancelled', () => {
  it('changes nothing and says so', async () => {
    const controller = new AbortController();
    host.answer = () => controller.abort();
    expect(await check({ signal: controller.signal })).toMatchObject({
      state: 'failed',
      failure: { reason: 'aborted' },
    });
    expect(await stories()).toEqual([]);
  });

  it('before its turn does not wait for the others', async () => {
    const controller = new AbortController();
    host.answer = (_, response) => setTimeout(() => gives(RSS)({} as never, response), 50);
    const first = check();
    const second = check({ signal: controller.signal }, { id: 'feed-2', url: `${host.origin}/2` });
    controller.abort();
    expect(await second).toMatchObject({ failure: { reason: 'aborted' } });
    expect(await first).toMatchObject({ state: 'updated' });
  });
});

describe('a feed that is removed', () => {
  it('goes with its stories, and no other', async () => {
    host.answer = gives(RSS);
    await check();
    await check(undefined, { id: 'feed-2', url: `${host.origin}/2` });
    await removeFeed('feed-1');
    expect(await known('feed-1')).toBeUndefined();
    expect((await stories()).every(({ feed: owner }) => owner === 'feed-2')).toBe(true);
    expect(await stories()).toHaveLength(2);
  });

  it('during a check stays removed', async () => {
    host.answer = async (_, response) => {
      await removeFeed('feed-1');
      gives(RSS)({} as never, response);
    };
    expect(await check()).toMatchObject({ state: 'failed', failure: { reason: 'aborted' } });
    expect(await stories()).toEqual([]);
    expect(await known('feed-1')).toBeUndefined();
  });
});
