import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { GECKO_ID, installInto, openOwnPage, until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';
import { hasMarks, openWords, pageTerms } from '../browser/page-marks.ts';
import { articlePage } from './pages.ts';
import type { Reader } from './reader.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** By then a page without text has been looked at again after a change, ms. */
const GLANCED_MS = 500;

const SAMPLE = join(import.meta.dirname, '../../scripts/sample/news.html');
const TEASERS = Array.from({ length: 20 }, (_, index) => `Teaser ${index}: ICANN and DNSSEC in the news.`);
/** How a front page tells search engines what it leads to. */
const LISTED = `<script type="application/ld+json">${JSON.stringify({
  '@type': 'ItemList',
  itemListElement: [{ '@type': 'ListItem', item: { '@type': 'NewsArticle', headline: 'Teaser 1' } }],
})}</script>`;
const STORY = Array.from(
  { length: 8 },
  () => `ICANN looks after the root of names. ${'It is a long story. '.repeat(12)}`,
);

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const visit = readerWithPages(name, {
    '/front': { html: articlePage('Front', TEASERS).html + LISTED },
    '/story': articlePage('A story', STORY),
    '/bare': { html: '<!doctype html><title>Nothing yet</title><main></main>' },
  });

  it('reads only the articles of a site where the reader wants no more, at once and later', async () => {
    const front = await visit.reader.readBeside(`${visit.origin}/front`);
    const story = await visit.reader.readBeside(`${visit.origin}/story`);
    await setSites(visit.reader, 'articleSites', ['127.0.0.1']);
    await until('the front page is left alone', async () => !(await hasMarks(front)));
    expect(await hasMarks(story)).toBe(true);
    await front.$eval(
      'article',
      (article, text) => {
        article.append(
          ...Array.from({ length: 8 }, () => Object.assign(document.createElement('p'), { textContent: text })),
        );
      },
      STORY[0] ?? '',
    );
    await until('the page has become an article', () => hasMarks(front));
    await setSites(visit.reader, 'articleSites', []);
    await Promise.all([front.close(), story.close()]);
  });

  it('leaves no mark and no card on a page whose site is switched off', async () => {
    const page = await visit.reader.readBeside(`${visit.origin}/story`);
    await visit.reader.hoverOnMark(page, 0);
    await setSites(visit.reader, 'sitesOff', ['127.0.0.1']);
    await until('the marks are gone', async () => !(await hasMarks(page)));
    expect(await openWords(page)).toBeUndefined();
    expect(await visit.reader.cardOf(page)).toBeUndefined();
    await setSites(visit.reader, 'sitesOff', []);
    await until('the marks are back', () => hasMarks(page));
    await page.close();
  });

  // Both browsers leave files alone until the reader allows them; Chromium takes an unpacked extension as allowed.
  it.runIf(name === 'chromium')('reads a file, where the reader allows files', async () => {
    const page = await visit.reader.read(pathToFileURL(SAMPLE).href);
    expect(await pageTerms(visit.reader.launched, page)).toContain('NIS2 Directive');
    await page.close();
  });

  // Firefox gives nobody the world of a content script.
  it.runIf(name === 'chromium').each([
    ['the pointer moves', 'Document.prototype.caretPositionFromPoint', (page: Page) => page.mouse.move(300, 200)],
    ['the page changes', 'WeakSet.prototype.has', (page: Page) => page.$eval('h1', (heading) => heading.append('!'))],
    [
      'it watches over the card',
      'Element.prototype.getBoundingClientRect',
      (page: Page) => visit.reader.hoverOnMark(page, 0),
    ],
  ])('ends quietly when something of it fails as %s', async (_, broken, act) => {
    const page = await visit.reader.readBeside(`${visit.origin}/story`);
    const errors = recordErrors(page);
    await inContentScript(page, `${broken} = () => { throw new Error('broken for a test'); }`);
    await act(page).catch(() => undefined);
    await until('nothing of it is left', async () => !(await hasMarks(page)));
    expect(await visit.reader.cardOf(page)).toBeUndefined();
    expect(errors).toEqual([]);
    await page.close();
  });

  it.runIf(name === 'chromium')('ends quietly when something fails as it waits for a page to have text', async () => {
    const page = await visit.reader.launched.browser.newPage();
    const errors = recordErrors(page);
    await page.goto(`${visit.origin}/bare`);
    await inContentScript(
      page,
      `Document.prototype.createTreeWalker = () => { throw new Error('broken for a test'); }`,
    );
    await page.$eval('main', (main) => main.append('ICANN has come.'));
    await new Promise((resolve) => setTimeout(resolve, GLANCED_MS));
    expect(errors).toEqual([]);
    expect(await hasMarks(page)).toBe(false);
    await page.close();
  });

  it('marks a page again that the browser had put away to save memory', async () => {
    const url = `${visit.origin}/story`;
    await visit.reader.read(url);
    const ownPage = await openOwnPage(visit.reader.launched, 'welcome.html');
    await ownPage.bringToFront();
    expect(await ownPage.evaluate(putAwayAndBack)).toBe(1);
    const page = await until('it is there again', async () => {
      const pages = await visit.reader.launched.browser.pages();
      return pages.find((open) => open.url() === url);
    });
    await until('it is marked', () => hasMarks(page).catch(() => false));
    await page.close();
    await ownPage.close();
  });

  // Last, for the extension is gone after it.
  it('leaves nothing that is seen when the extension is updated or removed', async () => {
    const page = await visit.read('/story');
    const errors = recordErrors(page);
    await visit.reader.hoverOn(page, 'ICANN');
    await (name === 'chromium'
      ? reloadExtension(visit.reader)
      : visit.reader.launched.browser.uninstallExtension(GECKO_ID));
    await page.bringToFront();
    await page.mouse.move(100, 100);
    await page.mouse.move(200, 300, { steps: 5 });
    await until('nothing is seen', async () => (await tracesOn(page)).every(({ isSeen }) => !isSeen));
    await page.$eval('article', (article) => article.append('More about DNSSEC.'));
    // Firefox ends the script with the extension, before it can tidy up.
    if (name === 'chromium') expect(await tracesOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    expect(errors).toEqual([]);
  });

  it.runIf(name === 'firefox')('begins anew where a script ended that could not tidy up', async () => {
    const page = (await visit.reader.launched.browser.pages()).at(-1) as Page;
    expect((await tracesOn(page)).map(({ what }) => what).sort()).toEqual(['card', 'mark', 'open mark']);
    await installInto(visit.reader.launched);
    await until('the page is marked anew', async () => (await tracesOn(page)).some(({ isSeen }) => isSeen));
    expect((await tracesOn(page)).map(({ what }) => what)).toEqual(['mark']);
  });
});

/** Stores a list of sites as the popup does. */
async function setSites({ launched }: Reader, key: string, sites: string[]): Promise<void> {
  const page = await openOwnPage(launched, 'welcome.html');
  await page.evaluate(
    (name, value) => (globalThis as unknown as Extension).chrome.storage.local.set({ [name]: value }),
    key,
    sites,
  );
  await page.close();
}

/** In a page of the extension: has the browser discard the tabs in which our script runs, then shows them; gives how many. */
async function putAwayAndBack(): Promise<number> {
  const { tabs, runtime } = (globalThis as unknown as Extension).chrome;
  const answers = (id: number) =>
    new Promise<boolean>((resolve) => {
      const port = tabs.connect(id, { name: 'page.summaries', frameId: 0 });
      port.onMessage.addListener(({ host }) => resolve(host !== ''));
      // Reading the error keeps it off the console.
      port.onDisconnect.addListener(() => {
        void runtime.lastError;
        resolve(false);
      });
    });
  let count = 0;
  for (const { id, active } of await tabs.query({})) {
    if (active || !(await answers(id))) continue;
    const away = await tabs.discard(id);
    count += (await tabs.query({ discarded: true })).length;
    await tabs.update(away?.id ?? id, { active: true });
  }
  return count;
}

interface Port {
  readonly onMessage: { addListener(listener: (summary: { host: string }) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** What the browser gives to an extension's own pages and scripts. */
interface Extension {
  readonly chrome: {
    readonly storage: { readonly local: { set(values: object): Promise<void> } };
    readonly runtime: { readonly lastError?: unknown; reload(): void };
    readonly tabs: {
      query(about: object): Promise<{ id: number; active: boolean }[]>;
      connect(tab: number, options: { name: string; frameId: number }): Port;
      /** Chromium gives a discarded tab another number. */
      discard(tab: number): Promise<{ id: number } | undefined>;
      update(tab: number, change: { active: boolean }): Promise<unknown>;
    };
  };
}

/** Loads the extension anew, as an update does. */
async function reloadExtension({ launched: { browser } }: Reader): Promise<void> {
  const target = await browser.waitForTarget((found) => found.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(() => (globalThis as unknown as Extension).chrome.runtime.reload());
}

/** What of ours there is on a page, and whether a reader sees it. */
function tracesOn(page: Page): Promise<{ what: string; isSeen: boolean }[]> {
  return page.evaluate(() => {
    const words = document.querySelector('article p') ?? document.body;
    const isPainted = (name: string) =>
      getComputedStyle(words, `::highlight(${name})`).textDecorationLine === 'underline';
    const card = document.querySelector('newsgloss-card');
    return [
      ...(card ? [{ what: 'card', isSeen: card.checkVisibility({ visibilityProperty: true }) }] : []),
      ...(CSS.highlights.has('newsgloss') ? [{ what: 'mark', isSeen: isPainted('newsgloss') }] : []),
      ...(CSS.highlights.has('newsgloss-open') ? [{ what: 'open mark', isSeen: isPainted('newsgloss-open') }] : []),
    ];
  });
}

/** Runs code in the world of our content script, which the page shares no objects with. */
async function inContentScript(page: Page, expression: string): Promise<void> {
  const session = await page.createCDPSession();
  const { promise, resolve } = Promise.withResolvers<number>();
  session.on('Runtime.executionContextCreated', ({ context: { id, origin } }) => {
    if (origin.startsWith('chrome-extension:')) resolve(id);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.evaluate', { expression, contextId: await promise });
  await session.detach();
}
