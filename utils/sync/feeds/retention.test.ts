import 'fake-indexeddb/auto';
import type { Table } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkFeed } from './check-feed.ts';
import { deleteFeedDatabase, withFeedDatabase } from './feed-database.ts';
import { dropOldest, retentionAt, takeDroppedNotice, trimStories } from './retention.ts';
import { rssWith } from './testing/example-feeds.ts';

const DAY = 24 * 3_600_000;
let now = 0;

beforeEach(() => {
  now = Date.parse('2026-11-25T10:00:00Z');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await deleteFeedDatabase();
});

/** Checks a feed with these items. */
const check = (items: readonly string[], keepDays?: number, id = 'feed-1') =>
  checkText(rssWith(items.join('')), keepDays, id);
const checkText = (text: string, keepDays?: number, id = 'feed-1') =>
  checkBy(async () => new Response(text), keepDays, id);
const checkBy = (fetch: typeof globalThis.fetch, keepDays?: number, id = 'feed-1') =>
  checkFeed(
    { id, url: `https://${id}.example/` },
    {
      fetch,
      now: () => new Date(now),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      openTagger: async () => ({ lexicon: '1', tag: () => [] }),
      ...(keepDays === undefined ? {} : { keepDays }),
    },
  );
const dated = (n: number, daysAgo: number) =>
  `<item><guid>${n}</guid><title>Story ${n}</title><pubDate>${new Date(now - daysAgo * DAY).toUTCString()}</pubDate></item>`;
const undated = (n: number) => `<item><guid>${n}</guid><title>Story ${n}</title></item>`;
const titles = async () =>
  (await withFeedDatabase(({ stories }) => stories.orderBy('time').toArray())).map(({ title }) => title);

describe('stories', () => {
  it('are kept for 180 days, or as long as the reader says', async () => {
    await check([dated(1, 179), dated(2, 181)]);
    expect(await titles()).toEqual(['Story 1']);
    await check([dated(3, 20), dated(4, 40)], 30);
    expect(await titles()).toEqual(['Story 3']);
  });

  it('dated by programs that know no date are kept as those without one', async () => {
    const zero = (n: number, date: string) => undated(n).replace('</item>', `<pubDate>${date}</pubDate></item>`);
    await check([zero(1, '0001-01-01T00:00:00Z'), zero(2, 'Thu, 01 Jan 1970 00:00:00 GMT')]);
    expect(await titles()).toEqual(['Story 2', 'Story 1']);
  });

  it('that are all too old are not called nothing new', async () => {
    expect(await check([dated(1, 200)])).toMatchObject({
      state: 'updated',
      added: 0,
      changed: 0,
      title: 'Example News',
    });
    expect(await check([])).toMatchObject({ state: 'updated', added: 0 });
    expect(await check([dated(2, 1)])).toMatchObject({ state: 'updated', added: 1 });
    expect(await check([dated(1, 200), dated(2, 1)])).toMatchObject({ state: 'unchanged' });
  });

  it('go when their time has come, at the next check of any feed', async () => {
    await check([dated(1, 100)]);
    now += 100 * DAY;
    await check([dated(2, 1)], undefined, 'feed-2');
    expect(await titles()).toEqual(['Story 2']);
  });

  it('without a date do not come back as new while the feed still holds them', async () => {
    await check([undated(1)]);
    now += 181 * DAY;
    expect(await check([undated(1), undated(2)])).toMatchObject({ added: 1 });
    now += DAY;
    expect(await check([undated(3), undated(2), undated(1)])).toMatchObject({ added: 1 });
    expect(await titles()).toEqual(['Story 2', 'Story 3']);
  });

  it('without a date do not come back as new after an answer that was cut short', async () => {
    await check([undated(1)]);
    now += 181 * DAY;
    expect(await check([undated(2), undated(1)])).toMatchObject({ added: 1 });
    now += DAY;
    const whole = rssWith([undated(3), undated(2), undated(1)].join(''));
    expect(await checkText(whole.slice(0, whole.indexOf('<guid>1<')))).toMatchObject({ added: 1 });
    expect(await checkText(whole)).toMatchObject({ state: 'unchanged' });
    expect(await titles()).toEqual(['Story 2', 'Story 3']);
  });

  it('with a date come back when the reader keeps them longer', async () => {
    await check([dated(1, 40), dated(2, 1)]);
    await check([dated(3, 0), dated(2, 1), dated(1, 40)], 30);
    expect(await titles()).toEqual(['Story 2', 'Story 3']);
    expect(await check([dated(4, 0), dated(2, 1), dated(1, 40)], 365)).toMatchObject({ added: 2 });
    expect(await titles()).toContain('Story 1');
  });

  it('come back when the reader keeps them longer though their feed is still the same, and it is read anew but once', async () => {
    const feed = rssWith([dated(2, 1), dated(1, 40)].join(''));
    const sent: (string | null)[] = [];
    const answer: typeof fetch = async (_, init) => {
      const tag = new Headers(init?.headers).get('if-none-match');
      sent.push(tag);
      return tag === null ? new Response(feed, { headers: { etag: '"1"' } }) : new Response(null, { status: 304 });
    };
    await checkBy(answer, 365);
    await checkBy(answer, 30);
    expect(await titles()).toEqual(['Story 2']);
    expect(await checkBy(answer, 365)).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 1', 'Story 2']);
    await checkBy(answer, 90);
    await checkBy(answer, 365);
    expect(sent).toEqual([null, '"1"', null, '"1"', '"1"']);
  });

  it('that went at the check of another feed come back too', async () => {
    const items = [dated(2, 1), dated(1, 40)];
    await check(items, 365);
    await check([], 30, 'feed-2');
    expect(await titles()).toEqual(['Story 2']);
    expect(await check(items, 365)).toMatchObject({ state: 'updated', added: 1 });
  });

  it('that were dropped are no longer remembered once their feed holds them no more', async () => {
    await check([undated(1)]);
    now += 181 * DAY;
    await check([undated(2), undated(1)]);
    await check([undated(2)]);
    expect(await withFeedDatabase(({ feeds }) => feeds.get('feed-1'))).toMatchObject({ forgotten: [] });
  });

  it('of all feeds together are no more than the cap, the oldest going first', async () => {
    await check([1, 4].map((days) => dated(days, days)));
    await check(
      [2, 3, 5].map((days) => dated(days, days)),
      undefined,
      'feed-2',
    );
    await withFeedDatabase((database) =>
      database.transaction('rw', database.stories, database.feeds, () =>
        trimStories(database, { now, days: 180, most: 3 }),
      ),
    );
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1']);
    expect(await check([1, 4].map((days) => dated(days, days)))).toMatchObject({ state: 'unchanged' });
    expect(retentionAt(now, {}).most).toBe(20_000);
  });
});

describe('when the browser gives no more room', () => {
  const full = () => Object.assign(new Error('The quota is exceeded'), { name: 'QuotaExceededError' });
  /** Refuses room for what is known of a feed (`put`) or its stories (`bulkPut`), so often or always. */
  const refuse = (write: 'put' | 'bulkPut', times = Number.POSITIVE_INFINITY) => {
    let refusals = times;
    return withFeedDatabase(async ({ feeds, stories }) => {
      const table = (write === 'put' ? feeds : stories) as Table;
      const genuine: (rows: never) => unknown = table[write].bind(table);
      vi.spyOn(table, write).mockImplementation(((rows: never) =>
        refusals-- > 0 ? Promise.reject(full()) : genuine(rows)) as never);
    });
  };

  it('the oldest stories make some, once, and the reader is told once', async () => {
    await check([1, 2, 3, 4].map((n) => dated(n, n)));
    await refuse('bulkPut', 1);
    expect(await check([dated(5, 0)])).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1', 'Story 5']);
    expect(await takeDroppedNotice()).toBe(1);
    expect(await takeDroppedNotice()).toBe(0);
  });

  it('what made some does not come back as new, nor as changed in the same check', async () => {
    const items = [1, 2, 3, 4].map((n) => dated(n, n));
    await check(items);
    await refuse('bulkPut', 1);
    const changed = items.map((item) => item.replace('Story 4', 'Story 4, changed'));
    expect(await check([dated(5, 0), ...changed])).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1', 'Story 5']);
    expect(await check([dated(6, 0), dated(5, 0), ...changed])).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1', 'Story 5', 'Story 6']);
  });

  it('and that does not help, the check says so and the other stories stay', async () => {
    await check([1, 2, 3, 4].map((n) => dated(n, n)));
    await refuse('bulkPut');
    expect(await check([dated(5, 0)])).toMatchObject({ state: 'failed', failure: { reason: 'storage-full' } });
    expect((await titles()).length).toBeGreaterThanOrEqual(2);
  });

  it('for a feed that is added, the oldest stories make some', async () => {
    await check([1, 2, 3, 4].map((n) => dated(n, n)));
    await refuse('put', 1);
    expect(await check([dated(9, 0)], undefined, 'feed-2')).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1', 'Story 9']);
    expect(await takeDroppedNotice()).toBe(1);
  });

  it('for a feed that is added, and that does not help, the check says so and the other stories stay', async () => {
    await check([1, 2, 3, 4].map((n) => dated(n, n)));
    await refuse('put');
    expect(await check([dated(9, 0)], undefined, 'feed-2')).toMatchObject({
      state: 'failed',
      failure: { reason: 'storage-full', url: 'https://feed-2.example/' },
      next: expect.any(Number),
    });
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1']);
  });

  it('room can be made for others', async () => {
    await check([1, 2, 3, 4].map((n) => dated(n, n)));
    expect(await dropOldest()).toBe(1);
    expect(await titles()).toEqual(['Story 3', 'Story 2', 'Story 1']);
  });
});

describe('a database in which nothing can be read', () => {
  /** Fails at reads, on whatever connection, this often or until the database is deleted. */
  const corrupt = (times = Number.POSITIVE_INFINITY) => {
    let failures = times;
    const { get } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (failures-- > 0) throw new DOMException('corrupt', 'DataError');
      return get.call(this, key);
    });
    const remove = indexedDB.deleteDatabase.bind(indexedDB);
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation((name) => {
      failures = 0;
      return remove(name);
    });
  };

  it('is made anew, with the stories that feeds still hold', async () => {
    await check([dated(1, 1)]);
    corrupt();
    expect(await check([dated(2, 1)])).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 2']);
  });

  it('keeps its stories where a new connection can read them', async () => {
    await check([dated(1, 2)]);
    corrupt(1);
    expect(await check([dated(2, 1)])).toMatchObject({ state: 'updated', added: 1 });
    expect(await titles()).toEqual(['Story 1', 'Story 2']);
  });
});
