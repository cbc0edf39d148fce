import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hover, marksOf, openWords, type Spot } from '../browser/page-marks.ts';
import { ownPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** A card would have opened by then, ms. */
const OPENS_BY_MS = 1000;

describe.each(['chromium', 'firefox'] as const)('in %s, of text under other elements', (name) => {
  const visit = readerWithPages(name, { '/': ownPage('covered') });
  let page: Page;

  beforeAll(async () => {
    page = await visit.read('/');
  });

  it.each(['ICANN', 'DNSSEC', 'EuroDIG', 'Internet Governance Forum'])(
    'that is seen through them, "%s", the card opens',
    async (surface) => {
      expect(await visit.reader.hoverOn(page, surface)).toContain(surface);
      await visit.reader.escape(page);
    },
  );

  it.each(['YouthDIG', 'content moderation', 'capacity building', 'Smart Africa', 'DiploFoundation'])(
    'that they hide, "%s", no card opens',
    async (surface) => {
      const index = (await marksOf(page)).findIndex((mark) => mark.surface === surface);
      await hover(page, (await marksOf(page, index))[index] as Spot);
      await new Promise((opened) => setTimeout(opened, OPENS_BY_MS));
      expect(await openWords(page)).toBeUndefined();
    },
  );
});
