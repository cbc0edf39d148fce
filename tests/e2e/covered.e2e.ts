import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hover, marksOf, openWords, type Spot } from '../browser/page-marks.ts';
import { ownPage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** A card would have opened by then, ms. */
const OPENS_BY_MS = 1000;

describe.each(['chromium', 'firefox'] as const)('in %s, of text under other elements', (name) => {
  let reader: Reader;
  let server: PageServer;
  let page: Page;

  beforeAll(async () => {
    server = await servePages({ '/': ownPage('covered') });
    reader = await Reader.start(name);
    page = await reader.read(`${server.origin}/`);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it.each(['ICANN', 'DNSSEC', 'EuroDIG', 'Internet Governance Forum'])(
    'that is seen through them, "%s", the card opens',
    async (surface) => {
      expect(await reader.hoverOn(page, surface)).toContain(surface);
      await reader.escape(page);
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
