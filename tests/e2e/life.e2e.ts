import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnPage, until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';
import { hasMarks } from '../browser/page-marks.ts';
import { articlePage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

const TEASERS = Array.from({ length: 20 }, (_, index) => `Teaser ${index}: ICANN and DNSSEC in the news.`);
const STORY = Array.from(
  { length: 8 },
  () => `ICANN looks after the root of names. ${'It is a long story. '.repeat(12)}`,
);

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages({ '/front': articlePage('Front', TEASERS), '/story': articlePage('A story', STORY) });
    reader = await Reader.start(name);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it('reads only the articles of a site where the reader wants no more, at once and later', async () => {
    const front = await reader.readBeside(`${server.origin}/front`);
    const story = await reader.readBeside(`${server.origin}/story`);
    await setSites(reader, 'articleSites', ['127.0.0.1']);
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
    await setSites(reader, 'articleSites', []);
    await Promise.all([front.close(), story.close()]);
  });

  it('leaves no trace on a page whose site is switched off', async () => {
    const page = await reader.readBeside(`${server.origin}/story`);
    await setSites(reader, 'sitesOff', ['127.0.0.1']);
    await until('the marks are gone', async () => !(await hasMarks(page)));
    await setSites(reader, 'sitesOff', []);
    await until('the marks are back', () => hasMarks(page));
    await page.close();
  });

  // Last, for the extension is gone after it. Firefox ends the script with the extension, before it can tidy up.
  it.runIf(name === 'chromium')('leaves no trace when the extension is updated or removed', async () => {
    const page = await reader.read(`${server.origin}/story`);
    const errors = recordErrors(page);
    await reloadExtension(reader);
    await page.bringToFront();
    await page.mouse.move(100, 100);
    await page.mouse.move(200, 300, { steps: 5 });
    await until('nothing is left', () => hasNothingOfOurs(page));
    await page.$eval('article', (article) => article.append('More about DNSSEC.'));
    expect(await hasNothingOfOurs(page)).toBe(true);
    expect(errors).toEqual([]);
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

/** What the browser gives to an extension's own pages and scripts. */
interface Extension {
  readonly chrome: {
    readonly storage: { readonly local: { set(values: object): Promise<void> } };
    readonly runtime: { reload(): void };
  };
}

/** Loads the extension anew, as an update does. */
async function reloadExtension({ launched: { browser } }: Reader): Promise<void> {
  const target = await browser.waitForTarget((found) => found.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(() => (globalThis as unknown as Extension).chrome.runtime.reload());
}

function hasNothingOfOurs(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      CSS.highlights.size === 0 &&
      document.adoptedStyleSheets.length === 0 &&
      document.querySelector('newsgloss-card') === null,
  );
}
