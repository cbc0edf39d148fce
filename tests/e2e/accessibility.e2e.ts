import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../utils/sync/records.ts';
import { NO_SOURCES, withFeed, withPaused } from '../../utils/sync/sources.ts';
import { openOwnPage, until } from '../browser/launch.ts';
import { openPopup } from '../browser/page-marks.ts';
import { type PageServer, samplePage, servePages } from './pages.ts';
import { Reader } from './reader.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe-core finds wrong with a page, as lines. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const found = await axe.run();
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

interface StorageOfBrowser {
  readonly browser: { readonly storage: Record<'local' | 'session', { set(items: object): Promise<void> }> };
}

const FEED = { url: 'https://news.example/feed', title: 'A feed with quite a long name, as some of them have' };
const SOURCES = withFeed(withFeed(NO_SOURCES, FEED, 'feed-1'), { ...FEED, url: 'https://gone.example/feed' }, 'feed-2');
const CHECKED = { next: Date.now(), failures: 0, lastGood: Date.now(), received: 12_000 };
const OUTCOMES: readonly Outcome[] = [
  { kind: 'feed', result: { state: 'unchanged', bytes: 900, next: Date.now() } },
  { kind: 'feed', result: { state: 'stopped', why: 'gone' } },
];
/** A page of sources with something of everything, and a sync under way. */
const FULL = {
  kept: {
    sources: withPaused(SOURCES, 'feed-2', true),
    syncRecords: Object.fromEntries(
      OUTCOMES.map((outcome, index) => [`feed-${index + 1}`, { ...CHECKED, last: { at: Date.now(), outcome } }]),
    ),
    syncLog: OUTCOMES.map((outcome, index) => ({
      at: index,
      id: `feed-${index}`,
      title: FEED.title,
      publisher: '',
      outcome,
    })),
    sitesOff: ['bank.example'],
    notices: [{ kind: 'database-restored', version: 2 }],
  },
  passing: {
    syncProgress: {
      state: 'running',
      id: 'feed-1',
      title: FEED.title,
      since: 0,
      done: 0,
      of: 2,
      step: 'download',
      received: 9,
      total: 90,
    },
  },
};

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages({ '/': samplePage() });
    reader = await Reader.start('chromium');
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it('the popup has no fault that axe knows, with rows closed and open', async () => {
    const page = await reader.read(`${server.origin}/`);
    const popup = await openPopup(reader.launched, page);
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await until('the terms are listed', () =>
      popup.$eval('body', (body) => body.querySelectorAll('details').length > 10),
    );
    expect(await violations(popup)).toEqual([]);
    await popup.$$eval('details', (rows) => {
      for (const row of rows) row.open = true;
    });
    expect(await violations(popup)).toEqual([]);
  });

  it('the page of sources and settings has no fault that axe knows, empty and full, wide and narrow', async () => {
    const options = await openOwnPage(reader.launched, 'options.html');
    await options.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await until('it is drawn', () => options.$eval('body', (body) => body.querySelector('#settings') !== null));
    expect(await violations(options)).toEqual([]);
    await options.evaluate(async (stored) => {
      const { browser } = globalThis as unknown as StorageOfBrowser;
      await browser.storage.local.set(stored.kept);
      await browser.storage.session.set(stored.passing);
    }, FULL);
    await until('a sync is shown', () => options.$eval('body', (body) => body.querySelector('progress') !== null));
    await options.$$eval('details', (rows) => {
      for (const row of rows) row.open = true;
    });
    for (const width of [1100, 360]) {
      await options.setViewport({ width, height: 900 });
      expect(await violations(options)).toEqual([]);
      const overflow = await options.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });

  it('the welcome page has no fault that axe knows', async () => {
    const welcome = await openOwnPage(reader.launched, 'welcome.html');
    await welcome.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await until('it is drawn', () => welcome.$eval('body', (body) => body.querySelector('h1') !== null));
    expect(await violations(welcome)).toEqual([]);
  });
});
