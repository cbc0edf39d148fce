import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../utils/sync/records.ts';
import { NO_SOURCES, withFeed, withPaused } from '../../utils/sync/sources.ts';
import { cardPlace } from '../browser/card-place.ts';
import { emulateMedia } from '../browser/emulate-media.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { inCard } from '../browser/in-card.ts';
import { openOwnPage, until } from '../browser/launch.ts';
import { marksOf, openPopup } from '../browser/page-marks.ts';
import { CARD_PAGES } from './card-pages.ts';
import { type PageServer, samplePage, servePages } from './pages.ts';
import { Reader } from './reader.ts';
import { readerWithPages } from './reader-with-pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Rule {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

interface Axe {
  run(context?: Element): Promise<{ violations: Rule[]; incomplete: Rule[]; passes: Rule[] }>;
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

/** What axe-core makes of the open card. It stands in a dialog of the page: axe knows of no colours beside the body, where cards stand else. */
async function examineCard(reader: Reader, page: Page) {
  await page.evaluate(AXE);
  // It goes through open shadow roots only.
  await inCard(reader.launched, page, (root) => {
    Object.defineProperty(root.host, 'shadowRoot', { value: root, configurable: true });
  });
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const card = document.querySelector('newsgloss-card');
    if (!card) throw new Error('There is no card.');
    const { violations: faults, incomplete, passes } = await axe.run(card);
    const lines = (rules: readonly Rule[]) =>
      rules.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    const isContrast = ({ id }: Rule) => id === 'color-contrast';
    return {
      faults: lines(faults),
      unclear: lines(incomplete.filter(isContrast)).filter((line) => !line.includes('✕')),
      readable: lines(passes.filter(isContrast)),
    };
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

const COLOURS_AND_BROWSERS: readonly (readonly ['light' | 'dark', BrowserName])[] = [
  ['light', 'chromium'],
  ['dark', 'chromium'],
  ['light', 'firefox'],
  ['dark', 'firefox'],
];

describe.each(COLOURS_AND_BROWSERS)(
  'in %s colours in %s the card of a page has no fault that axe knows',
  (scheme, name) => {
    const visit = readerWithPages(name, CARD_PAGES);

    const open = async () => {
      const page = await visit.read('/in-dialog');
      await emulateMedia(visit.reader.launched, page, 'prefers-color-scheme', scheme);
      return page;
    };
    const expectNoFault = async (page: Page) => {
      const paper = await inCard(
        visit.reader.launched,
        page,
        (root) => getComputedStyle(root.querySelector('.frame') as Element).backgroundColor,
      );
      expect(paper).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(27, 32, 41)');
      const { faults, unclear, readable } = await examineCard(visit.reader, page);
      expect({ faults, unclear }).toEqual({ faults: [], unclear: [] });
      expect(readable.length).toBeGreaterThan(8);
    };

    it('beside its mark', async () => {
      const page = await open();
      await visit.reader.hoverOn(page, 'ICANN');
      await expectNoFault(page);
      await page.close();
    });

    // Only Chromium plays a phone.
    it.runIf(name === 'chromium')('as a sheet at the foot of a narrow touch screen', async () => {
      const page = await open();
      await page.setViewport({ width: 390, height: 700, isMobile: true, hasTouch: true });
      const [mark] = await until(
        'it is marked',
        async () => await marksOf(page).then((marks) => marks.length > 0 && marks),
      );
      await page.touchscreen.tap(mark?.x ?? 0, mark?.y ?? 0);
      const card = await until('the card stands', async () => await cardPlace(visit.reader.launched, page));
      expect([card.left, card.right, card.bottom]).toEqual([0, 390, 700]);
      await expectNoFault(page);
      await page.close();
    });
  },
);
