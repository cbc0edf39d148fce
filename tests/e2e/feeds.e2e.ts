import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rssWith } from '../../utils/sync/feeds/testing/example-feeds.ts';
import { type FeedHost, gives, startFeedHost } from '../../utils/sync/feeds/testing/feed-host.ts';
import type { LogEntry } from '../../utils/sync/run-edges.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import { inCard } from '../browser/in-card.ts';
import { openOwnPage, until } from '../browser/launch.ts';
import { openPopup } from '../browser/page-marks.ts';
import { articlePage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

const FEED = rssWith(`
  <item><guid>1</guid><title>ICANN &lt;img src=x onerror=alert(1)&gt;signs the root anew</title>
    <link>https://news.example/root</link><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate>
    <description><![CDATA[<script>alert(1)</script><p>The <b>key ceremony</b> took an hour.</p>]]></description></item>
  <item><guid>2</guid><title>ICANN warns of copies</title><link>javascript:alert(1)</link>
    <pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>`);

/** From another origin a host must allow what is sent along; a reader's permission does that on the web. */
const ALLOWED = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'if-none-match, if-modified-since',
};

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let reader: Reader;
  let server: PageServer;
  let host: FeedHost;

  beforeAll(async () => {
    server = await servePages({ '/': articlePage('Names and numbers', ['ICANN looks after DNSSEC.']) });
    host = await startFeedHost((request, response) => {
      if (request.method === 'OPTIONS') response.writeHead(204, ALLOWED).end();
      else if (request.url === '/hostile')
        gives('<rss><channel><item><title>'.concat('<'.repeat(200_000)), ALLOWED)(request, response);
      else if (request.headers['if-none-match'] === '"1"') response.writeHead(304, ALLOWED).end();
      else gives(FEED, { ...ALLOWED, etag: '"1"', 'access-control-expose-headers': 'etag' })(request, response);
    });
    reader = await Reader.start(name);
    const page = await reader.read(`${server.origin}/`);
    await page.close();
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
    await host?.close();
  });

  /** Sends the background a message as the sources page does. */
  async function tell(kind: string, data: object): Promise<void> {
    const page = await openOwnPage(reader.launched, 'welcome.html');
    await page.evaluate((message) => (globalThis as unknown as Sender).browser.runtime.sendMessage(message), {
      kind,
      data,
    });
    await page.close();
  }

  /** The ids of the reader's feeds. */
  function feedIds(): Promise<string[]> {
    return reader.inOwnPage(async () => {
      const { sources } = await (globalThis as unknown as Sender).browser.storage.local.get('sources');
      return sources.feeds.map(({ id }) => id);
    });
  }

  /** What came of the checks of feeds, as the log has it: the newest first. */
  function results(): Promise<string[]> {
    return reader.inOwnPage(async () => {
      const { syncLog = [] } = await (globalThis as unknown as Sender).browser.storage.local.get('syncLog');
      return syncLog.flatMap(({ outcome: { kind, result } }) => {
        if (kind !== 'feed') return [];
        if (result.state === 'updated') return [`updated: ${result.added} new`];
        return [result.state === 'failed' ? `${result.failure.reason}: ${result.failure.detail}` : result.state];
      });
    });
  }

  it('a feed’s stories stand on the cards of their terms, with date and source and without markup', async () => {
    await tell('feeds.add', { feeds: [{ url: `${host.origin}/feed`, title: 'News', paused: false }] });
    await until('the feed was read', async () => (await results()).includes('updated: 2 new'));
    const page = await reader.read(`${server.origin}/`);
    const card = await reader.hoverOn(page, 'ICANN');
    expect(card).toMatch(/In the news ICANN signs the root anew Example News · 24 November 2026 ICANN warns of copies/);
    const links = await inCard(reader.launched, page, (root) =>
      [...root.querySelectorAll('a')].map(({ href }) => href),
    );
    expect(links).toContain('https://news.example/root');
    expect(links?.filter((href) => !href.startsWith('https://'))).toEqual([]);
    expect(await inCard(reader.launched, page, (root) => root.querySelectorAll('img, script, b, iframe').length)).toBe(
      0,
    );
    await page.close();
  });

  it('they are related to pages in the popup, and found by search', async () => {
    const page = await reader.read(`${server.origin}/`);
    const popup = await openPopup(reader.launched, page);
    await until('the stories are there', async () => (await bodyText(popup)).includes('ICANN signs the root anew'));
    await popup.type('input[type=search]', 'ceremony');
    await until('the story is found', async () =>
      /StoriesICANN signs the root anewExample News/.test(await bodyText(popup)),
    );
    expect(await popup.$$eval('img[src="x"], script:not([src]), b', (elements) => elements.length)).toBe(0);
    await popup.close().catch(() => undefined);
    await page.close();
  });

  it('an unchanged feed is asked with what it gave, without a word on who asks, and gives nothing again', async () => {
    await tell('sync.now', { sources: await feedIds() });
    await until('it was asked again', async () => (await results()).includes('unchanged'));
    const headers = host.asked.at(-1)?.headers ?? {};
    expect(headers).toMatchObject({ 'if-none-match': '"1"' });
    for (const telling of ['origin', 'referer', 'cookie']) expect(headers).not.toHaveProperty(telling);
  });

  it('a hostile feed is refused by name while cards are answered', async () => {
    const page = await reader.read(`${server.origin}/`);
    await tell('feeds.add', { feeds: [{ url: `${host.origin}/hostile`, title: 'Hostile', paused: false }] });
    await page.bringToFront();
    expect(await reader.hoverOn(page, 'DNSSEC')).toContain('DNSSEC');
    await until(
      'it is refused',
      async () => (await results()).some((line) => line.startsWith('hostile: The feed holds')),
      20_000,
    );
    await page.close();
  });
});

interface Sender {
  readonly browser: {
    readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
    readonly storage: {
      readonly local: {
        get(key: 'sources'): Promise<{ sources: Sources }>;
        get(key: 'syncLog'): Promise<{ syncLog?: readonly LogEntry[] }>;
      };
    };
  };
}

function bodyText(page: Page): Promise<string> {
  return page.$eval('body', (body) => body.textContent ?? '');
}
