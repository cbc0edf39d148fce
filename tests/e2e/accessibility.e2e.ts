import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('the welcome page has no fault that axe knows', async () => {
    const welcome = await openOwnPage(reader.launched, 'welcome.html');
    await welcome.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await until('it is drawn', () => welcome.$eval('body', (body) => body.querySelector('h1') !== null));
    expect(await violations(welcome)).toEqual([]);
  });
});
