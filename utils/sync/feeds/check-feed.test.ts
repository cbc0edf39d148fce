import 'fake-indexeddb/auto';
import { describe, expect, it, test } from 'vitest';
import type { TermId } from '../../digest/ids.ts';
import { FeedWorld } from '../testing/feed-world.ts';
import { EXAMPLE_FEEDS, rssWith } from './testing/example-feeds.ts';
import { gives } from './testing/feed-host.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RSS = EXAMPLE_FEEDS['RSS 2.0'];

const world = new FeedWorld();
const lastAsked = () => world.host.asked.at(-1)?.headers ?? {};
const titlesAndDates = async () => (await world.stories()).map(({ title, date }) => [title, date]);
const item = (n: number, rest = '') => `<item><guid>${n}</guid><title>Story ${n}</title>${rest}</item>`;

describe('a first check', () => {
  it('stores the stories, tagged, in the shape of a digest’s', async () => {
    world.host.answer = gives(RSS);
    expect(await world.check()).toMatchObject({
      state: 'updated',
      added: 2,
      changed: 0,
      bytes: RSS.length,
      title: 'Example News',
    });
    expect(await world.stories()).toMatchObject([
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
    world.host.answer = gives(rssWith(item(1) + item(2, '<pubDate>Fri, 01 Jan 2100 10:00:00 GMT</pubDate>')));
    await world.check();
    world.now += DAY;
    world.host.answer = gives(rssWith(item(1) + item(2, '<pubDate>Fri, 01 Jan 2100 10:00:00 GMT</pubDate>') + item(3)));
    await world.check();
    expect(await titlesAndDates()).toEqual([
      ['Story 3', '2026-11-26'],
      ['Story 1', '2026-11-25'],
      ['Story 2', '2026-11-25'],
    ]);
  });

  it('does so where the month is written in another language, in the feed’s order', async () => {
    const day = (date: string) => `<pubDate>${date}</pubDate>`;
    world.host.answer = gives(
      rssWith(
        item(1, day('12 août 2026')) + item(2, day('11 août 2026')) + item(3, day('Tue, 24 Nov 2026 10:00:00 GMT')),
      ),
    );
    await world.check();
    expect(await titlesAndDates()).toEqual([
      ['Story 1', '2026-11-25'],
      ['Story 2', '2026-11-25'],
      ['Story 3', '2026-11-24'],
    ]);
  });

  it('names terms by the lexicon that is in use when the answer has come', async () => {
    let inUse: TermId[] = [];
    world.host.answer = (request, response) => {
      inUse = ['nis2-directive' as TermId];
      gives(RSS)(request, response);
    };
    await world.check({ openTagger: async () => ({ lexicon: '1', tag: () => inUse }) });
    expect((await world.stories())[0]?.terms).toEqual(inUse);
  });

  it('says when to check again', async () => {
    world.host.answer = gives(RSS, { 'cache-control': 'max-age=36000' });
    const { next } = (await world.check()) as { next: number };
    expect(next - world.now).toBeGreaterThanOrEqual(10 * HOUR);
    expect(next - world.now).toBeLessThanOrEqual(12 * HOUR);
    expect((await world.known('feed-1'))?.course.next).toBe(next);
  });
});

describe('a later check', () => {
  it('sends back what the host gave, byte for byte, and takes 304 for nothing new', async () => {
    world.host.answer = gives(RSS, { etag: 'W/"a \'b\'"', 'last-modified': 'tuesday, about ten' });
    await world.check();
    expect(lastAsked()).not.toHaveProperty('if-none-match');
    world.host.answer = (_, response) => response.writeHead(304).end();
    expect(await world.check()).toMatchObject({ state: 'unchanged', bytes: 0 });
    expect(lastAsked()).toMatchObject({ 'if-none-match': 'W/"a \'b\'"', 'if-modified-since': 'tuesday, about ten' });
    expect(await world.stories()).toHaveLength(2);
  });

  it('asks for the whole after 8 days, for a host may say 304 for ever', async () => {
    world.host.answer = gives(RSS, { etag: '"1"' });
    await world.check();
    world.now += 8 * DAY + 1;
    await world.check();
    expect(lastAsked()).not.toHaveProperty('if-none-match');
    await world.check();
    expect(lastAsked()).toHaveProperty('if-none-match', '"1"');
  });

  it('asks for the whole again after an answer that was cut short', async () => {
    world.host.answer = gives(RSS.slice(0, RSS.indexOf('Roots')), { etag: '"1"' });
    expect(await world.check()).toMatchObject({ state: 'updated', added: 1 });
    world.host.answer = gives(RSS, { etag: '"1"' });
    expect(await world.check()).toMatchObject({ state: 'updated', added: 1 });
  });

  it('reads the same bytes no second time', async () => {
    world.host.answer = gives(RSS);
    await world.check();
    expect(await world.check({ openTagger: () => expect.fail('tagged again') })).toMatchObject({
      state: 'unchanged',
      bytes: RSS.length,
    });
  });

  it('adds what is new, changes what is changed, and keeps what the feed no longer holds', async () => {
    world.host.answer = gives(rssWith(item(1) + item(2)));
    await world.check();
    world.host.answer = gives(rssWith(item(3) + item(2, '<description>More NIS2.</description>')));
    expect(await world.check()).toMatchObject({ state: 'updated', added: 1, changed: 1 });
    expect((await world.stories()).map(({ title, terms }) => [title, terms.length])).toEqual(
      expect.arrayContaining([
        ['Story 1', 0],
        ['Story 2', 1],
        ['Story 3', 0],
      ]),
    );
  });

  it('is begun anew at another address', async () => {
    world.host.answer = gives(RSS, { etag: '"1"' });
    await world.check();
    await world.check(undefined, { ...world.feed, url: `${world.host.origin}/atom` });
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
    world.host.answer = (_, response) => response.writeHead(status).end();
    expect(await world.check()).toMatchObject(outcome);
  });

  test.each([301, 302, 307, 308])('%i is followed, and the old address is kept', async (status) => {
    world.host.answer = ({ url }, response) =>
      url === '/rss' ? response.writeHead(status, { location: '/new' }).end() : gives(RSS)({} as never, response);
    for (let day = 0; day < 4; day++, world.now += DAY) expect(await world.check()).not.toHaveProperty('movedTo');
    expect(world.host.asked.slice(-8).map(({ url }) => url)).toEqual([
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
    world.host.answer = (_, response) => response.writeHead(404).end();
    let outcome = await world.check();
    const start = world.now;
    while (outcome.state === 'failed') {
      world.now = outcome.next;
      outcome = await world.check();
    }
    expect(outcome).toEqual({ state: 'stopped', why: 'missing-for-a-week' });
    expect(world.now - start).toBeGreaterThanOrEqual(7 * DAY);
    expect(world.now - start).toBeLessThanOrEqual(9 * DAY);
  });

  it('an ended feed stops the checks, with its last stories stored', async () => {
    world.host.answer = gives(EXAMPLE_FEEDS['JSON Feed 1.1'].replace('"language"', '"expired":true,"language"'));
    expect(await world.check()).toEqual({ state: 'stopped', why: 'expired' });
    expect(await world.stories()).toHaveLength(2);
  });

  it('an ended feed that is asked once more stays ended while it says nothing else', async () => {
    const feedThat = (expired: boolean) =>
      EXAMPLE_FEEDS['JSON Feed 1.1'].replace('"language"', `"expired":${expired},"language"`);
    const ended = { state: 'stopped', why: 'expired' };
    world.host.answer = gives(feedThat(true), { etag: '"1"' });
    await world.check();
    expect(await world.check()).toEqual(ended);
    for (const status of [304, 500, 404]) {
      world.host.answer = (_, response) => response.writeHead(status).end();
      expect(await world.check()).toEqual(ended);
    }
    world.host.answer = gives(feedThat(false));
    expect(await world.check()).toMatchObject({ state: 'unchanged', next: expect.any(Number) });
  });

  it('anything wrong leaves what was stored', async () => {
    world.host.answer = gives(RSS);
    await world.check();
    for (const body of ['<html>', '<rss><channel>', `<rss>${'<'.repeat(5000)}`, '', '{']) {
      world.host.answer = gives(body);
      const outcome = await world.check();
      expect(['failed', 'unchanged']).toContain(outcome.state);
      expect(await world.stories()).toHaveLength(2);
    }
  });
});
