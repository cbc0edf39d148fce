import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnPage, until } from '../browser/launch.ts';
import { articlePage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';
import { stopBackground } from './stop-background.ts';

/** Firefox puts the background to sleep after so long without work, ms; 30 s by default. */
const SLEEPS_SOON = { 'extensions.background.idle.timeout': 1000 };

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages({ '/': articlePage('Names and numbers', ['ICANN looks after DNSSEC.', 'UNDP helps.']) });
    reader = await Reader.start(name, { preferences: SLEEPS_SOON });
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it('still shows a card when the background has been stopped', async () => {
    const page = await reader.read(`${server.origin}/`);
    await stopBackground(reader.launched);
    expect(await reader.hoverOn(page, 'ICANN')).toContain('coordinates the internet’s names and numbers');
    await page.close();
  });

  it('restores a database that was deleted, and shows the card', async () => {
    const page = await reader.read(`${server.origin}/`);
    await stopBackground(reader.launched);
    await reader.inOwnPage(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase('newsgloss-2');
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        }),
    );
    await page.bringToFront();
    expect(await reader.hoverOn(page, 'UNDP')).toContain('United Nations Development Programme');
    await page.close();
  });

  it('reinstalls the packaged digest when asked, and says so', async () => {
    const popup = await openOwnPage(reader.launched, 'popup.html');
    await until('the popup is filled', () =>
      popup.$eval('body', (body) => body.querySelector('.foot__reinstall') !== null),
    );
    await popup.click('.foot__reinstall');
    await until('the popup says so', () =>
      popup.$eval(
        '.foot__said',
        (said) => said.textContent?.includes('was installed anew. No network was used.') ?? false,
      ),
    );
    await popup.close();
  });
});
