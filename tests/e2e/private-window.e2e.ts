import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOwnPage, until } from '../browser/launch.ts';
import { hasMarks } from '../browser/page-marks.ts';
import { articlePage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** What the browser's own page of extensions can do. */
interface ExtensionsPage {
  readonly chrome: {
    readonly developerPrivate: {
      updateProfileConfiguration(change: object, done: () => void): void;
      updateExtensionConfiguration(change: object, done: () => void): void;
    };
  };
}

interface Extension {
  readonly chrome: { readonly storage: { readonly local: { get(key: null): Promise<object> } } };
}

const STORY = Array.from(
  { length: 8 },
  () => `ICANN looks after the root of names. ${'It is a long story. '.repeat(12)}`,
);

let reader: Reader;
let server: PageServer;

beforeAll(async () => {
  server = await servePages({ '/story': articlePage('A story', STORY) });
  // In a browser of its own: the permission outlasts the extension.
  reader = await Reader.start('chromium', {});
});

afterAll(async () => {
  await reader?.close();
  server?.close();
});

it('works in a private window once the reader allows it, and keeps nothing of it', async () => {
  await (await reader.read(`${server.origin}/story`)).close();
  const { browser, id } = reader.launched;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/story`);
  expect(await hasMarks(page)).toBe(false);

  await allowPrivateWindows(browser, id);
  await until('it is marked', async () => {
    await page.reload();
    return hasMarks(page);
  });
  const before = await stored(reader);
  expect(await reader.hoverOn(page, 'ICANN')).toContain('internet’s names and numbers');
  await context.close();
  expect(await stored(reader)).toEqual(before);
});

/** What the switch "Allow in Incognito" does. */
async function allowPrivateWindows(browser: Browser, extensionId: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (id) => {
    const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
    // Without it the browser switches off what was not installed from its shop.
    await new Promise<void>((done) => developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }, done));
    await new Promise<void>((done) =>
      developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true }, done),
    );
  }, extensionId);
  await page.close();
}

async function stored({ launched }: Reader): Promise<object> {
  const page = await openOwnPage(launched, 'welcome.html');
  const all = await page.evaluate(() => (globalThis as unknown as Extension).chrome.storage.local.get(null));
  await page.close();
  return all;
}
