import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordErrors } from '../browser/page-errors.ts';
import { hover, marksOf, whenRead } from '../browser/page-marks.ts';
import { CARD_PAGES } from './card-pages.ts';
import { ownPage, samplePage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** By then a card has opened, if it will, ms. */
const OPENED_MS = 800;

/** What goes wrong is told by then; a page that is left tells no more, ms. */
const TOLD_MS = 300;

/** No page of text. */
const UNREAD = '/svg';

const OWN_PAGES = readdirSync(join(import.meta.dirname, 'pages'))
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.slice(0, -'.html'.length));

const PAGES = {
  '/sample': samplePage(),
  ...CARD_PAGES,
  ...Object.fromEntries(OWN_PAGES.map((page) => [`/own/${page}`, ownPage(page)])),
};

describe.each(['chromium', 'firefox'] as const)('in %s nothing is thrown, refused or complained of', (name) => {
  const visit = readerWithPages(name, PAGES);
  let page: Page;
  let errors: readonly string[];

  beforeAll(async () => {
    page = await visit.reader.launched.browser.newPage();
    errors = recordErrors(page);
    await page.bringToFront();
  });

  it.each(Object.keys(PAGES))('while %s is read, its first card opens and closes, and it is left', async (path) => {
    const before = errors.length;
    await page.goto(`${visit.origin}${path}`);
    if (path !== UNREAD) await whenRead(page);
    const [mark] = await marksOf(page, 0);
    if (mark) await hover(page, mark);
    await new Promise((resolve) => setTimeout(resolve, OPENED_MS));
    await page.keyboard.press('Escape');
    await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
    await page.goto('about:blank');
    expect(errors.slice(before)).toEqual([]);
  });
});
