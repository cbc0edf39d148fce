import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARD_PAGES } from './card-pages.ts';
import { type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** What two prints of one page differ in by themselves. */
const DATES_AND_IDS = /\/(?:CreationDate|ModDate) ?\([^)]*\)|\/ID ?\[[^\]]*\]/g;

describe.each(['chromium', 'firefox'] as const)('in %s a page', (name) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages(CARD_PAGES);
    reader = await Reader.start(name);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it.each(['with a card open', 'with marks only'])('%s is printed as if there were neither', async (what) => {
    const page = await reader.read(`${server.origin}/plain`);
    await reader.hoverOn(page, 'ICANN');
    if (what === 'with marks only') await reader.escape(page);
    const before = await reader.cardOf(page);
    const printed = await print(page);
    expect(await reader.cardOf(page)).toBe(before);
    await page.evaluate(unpaintMarks);
    if (before) await reader.escape(page);
    expect((await print(page)) === printed).toBe(true);
    await page.close();
  });
});

async function print(page: Page): Promise<string> {
  return Buffer.from(await page.pdf())
    .toString('latin1')
    .replace(DATES_AND_IDS, '');
}

/** In the page: gives our highlights names without a style. Taken away, Chromium would write the words in fewer pieces. */
function unpaintMarks(): void {
  for (const [name, highlight] of [...CSS.highlights]) {
    CSS.highlights.delete(name);
    CSS.highlights.set(`unpainted-${name}`, highlight);
  }
}
