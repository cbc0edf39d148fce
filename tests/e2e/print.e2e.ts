import { inflateSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { CARD_PAGES } from './card-pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** What two prints of one page differ in by themselves, beside the places of things in the file. */
const DATES = /\/(?:CreationDate|ModDate) ?\([^)]*\)/g;
/** What a PDF holds one after the other (ISO 32000-1, 7.3.8): how it is kept, and what. */
const STREAMS = /<<(?:(?!endobj).)*?>>\s*stream\r?\n(.*?)\r?\nendstream/gs;

describe.each(['chromium', 'firefox'] as const)('in %s a page', (name) => {
  const visit = readerWithPages(name, CARD_PAGES);

  // Firefox paints no highlights on paper, whatever their style.
  it.each(name === 'chromium' ? ['with a card open', 'with marks only'] : ['with a card open'])(
    '%s is printed as if there were neither',
    async (what) => {
      const page = await visit.read('/plain');
      await visit.reader.hoverOn(page, 'ICANN');
      if (what === 'with marks only') await visit.reader.escape(page);
      const before = await visit.reader.cardOf(page);
      const printed = await print(page);
      expect(await visit.reader.cardOf(page)).toBe(before);
      expect(printed).toMatch(/T[jJ]/);
      await page.evaluate(unpaintMarks);
      if (before) await visit.reader.escape(page);
      expect((await print(page)) === printed).toBe(true);
      await page.close();
    },
  );
});

/** What a page comes to on paper: what is drawn, and what it is drawn with, without the dates of the file. */
async function print(page: Page): Promise<string> {
  const pdf = Buffer.from(await page.pdf()).toString('latin1');
  const parts = Array.from(pdf.matchAll(STREAMS), ([whole, held = '']) => {
    const kept = whole.slice(0, whole.length - held.length);
    if (kept.includes('/XRef')) return '';
    const isPacked = kept.includes('/FlateDecode');
    return (isPacked ? inflateSync(Buffer.from(held, 'latin1')).toString('latin1') : held).replace(DATES, '');
  });
  return parts.join('\n');
}

/** In the page: gives our highlights names without a style. Taken away, Chromium would write the words in fewer pieces. */
function unpaintMarks(): void {
  for (const [name, highlight] of [...CSS.highlights]) {
    CSS.highlights.delete(name);
    CSS.highlights.set(`unpainted-${name}`, highlight);
  }
}
