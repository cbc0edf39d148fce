import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { probeFeed } from './probe-feed.ts';
import { EXAMPLE_FEEDS } from './testing/example-feeds.ts';
import { type FeedHost, gives, startFeedHost } from './testing/feed-host.ts';

let host: FeedHost;
beforeAll(async () => {
  host = await startFeedHost();
});
afterAll(() => host.close());

const RSS = EXAMPLE_FEEDS['RSS 2.0'];
const progress: { received: number; total: number | undefined }[] = [];
const probe = (url = `${host.origin}/feed`, signal = new AbortController().signal) =>
  probeFeed(url, { fetch, signal, onProgress: (step) => progress.push(step) });

describe('at an address with a feed', () => {
  it('says its title, format and number of stories', async () => {
    host.answer = gives(RSS);
    expect(await probe()).toEqual({ url: `${host.origin}/feed`, title: 'Example News', stories: 2, format: 'RSS' });
  });

  it('shows progress, with the total where it is known', async () => {
    progress.length = 0;
    host.answer = gives(RSS, { 'content-length': String(RSS.length) });
    await probe();
    expect(progress.at(-1)).toEqual({ received: RSS.length, total: RSS.length });
    host.answer = gives(gzipSync(RSS), { 'content-encoding': 'gzip' });
    await probe();
    expect(progress.at(-1)).toEqual({ received: RSS.length, total: undefined });
  });

  it('sends neither cookies nor where the reader is', async () => {
    host.answer = gives(RSS, { 'set-cookie': 'a=b' });
    await probe();
    await probe();
    const headers = host.asked.at(-1)?.headers;
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers?.accept).toContain('application/rss+xml');
    expect(headers?.accept?.length).toBeLessThanOrEqual(128);
  });
});

test.each([
  [404, 'not-found'],
  [410, 'gone'],
  [401, 'forbidden'],
  [429, 'rate-limited'],
  [503, 'server-error'],
  [511, 'captive-portal'],
  [204, 'broken'],
])('%i is %s', async (status, reason) => {
  host.answer = (_, response) => response.writeHead(status).end();
  expect(await probe()).toMatchObject({ reason, status, detail: expect.stringMatching(/\.$/) });
});

it('says that a web page is no feed', async () => {
  host.answer = gives('<!doctype html><html></html>', { 'content-type': 'text/html' });
  expect(await probe()).toMatchObject({ reason: 'not-a-feed', detail: expect.stringContaining('web page') });
});

describe('at an address with a web page', () => {
  const page = (href: string) =>
    `<html><head><link rel="alternate" type="application/rss+xml" href="${href}"></head></html>`;

  it('finds the feed that the page announces', async () => {
    host.answer = ({ url }, response) =>
      gives(url === '/' ? page('/feed') : RSS, { 'content-type': url === '/' ? 'text/html' : 'text/xml' })(
        {} as never,
        response,
      );
    expect(await probe(`${host.origin}/`)).toMatchObject({ url: `${host.origin}/feed`, title: 'Example News' });
  });

  it('asks no other host, and no page announced by a page', async () => {
    for (const href of ['https://other.example/feed', '/']) {
      host.answer = gives(page(href), { 'content-type': 'text/html' });
      expect(await probe(`${host.origin}/`)).toMatchObject({ reason: 'not-a-feed', url: `${host.origin}/` });
    }
  });
});

it('stops at 5 MB, even when the host does not say how much there is', async () => {
  const chunk = Buffer.alloc(200_000, 'x');
  let sent = 0;
  host.answer = (_, response) => {
    response.writeHead(200);
    const more = () => {
      if (response.destroyed) return;
      sent += chunk.length;
      response.write(chunk, () => setImmediate(more));
    };
    more();
  };
  expect(await probe()).toMatchObject({ reason: 'too-large', detail: expect.stringContaining('5 MB') });
  expect(sent).toBeLessThan(12_000_000);
});

it('stops at 5 MB of what a small compressed answer grows to', async () => {
  host.answer = gives(gzipSync(Buffer.alloc(50_000_000, ' ')), { 'content-encoding': 'gzip' });
  expect(await probe()).toMatchObject({ reason: 'too-large' });
});

it('says that a host cannot be reached', async () => {
  const gone = await startFeedHost();
  await gone.close();
  expect(await probe(`${gone.origin}/feed`)).toMatchObject({ reason: 'unreachable' });
});

it('says that an answer broke off', async () => {
  host.answer = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('<rss>');
    setTimeout(() => response.destroy(), 20);
  };
  expect(await probe()).toMatchObject({ reason: 'unreachable' });
});

it('can be cancelled', async () => {
  const controller = new AbortController();
  host.answer = () => controller.abort();
  expect(await probe(undefined, controller.signal)).toMatchObject({ reason: 'aborted' });
});

it('tells a page that another host puts in the way from a feed', async () => {
  host.answer = ({ url }, response) =>
    url === '/login'
      ? response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>')
      : response.writeHead(302, { location: `${host.origin.replace('127.0.0.1', 'localhost')}/login` }).end();
  expect(await probe()).toMatchObject({ reason: 'captive-portal' });
});

it('says what is wrong with an address before it asks anybody', async () => {
  expect(await probe('ftp://news.example/')).toMatchObject({
    reason: 'not-a-feed',
    detail: expect.stringContaining('ftp'),
  });
});
