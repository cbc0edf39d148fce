import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_SOURCES, withFeed } from '../../utils/sync/sources.ts';
import { emulateMedia } from '../browser/emulate-media.ts';
import { openOwnPage } from '../browser/launch.ts';
import { openPopup } from '../browser/page-marks.ts';
import { has, PATIENCE_MS, until } from './own-page.ts';
import { type PageServer, samplePage, servePages } from './pages.ts';
import { Reader } from './reader.ts';

interface StorageOfBrowser {
  readonly browser: { readonly storage: Record<'local' | 'session', { set(items: object): Promise<void> }> };
}

const FEEDS = ['One', 'Two'].reduce(
  (sources, title) => withFeed(sources, { url: `https://${title}.example/feed`, title }, `feed-${title.toLowerCase()}`),
  NO_SOURCES,
);
const RUNNING = { state: 'running', id: 'feed-one', title: 'One', since: 0, done: 0, of: 1, step: 'download' };
const LONG_HOST = 'quite-a-long-host-name-of-a-ministry.department.government.example';

describe.each(['chromium', 'firefox'] as const)(
  'the pages of the extension in %s',
  { timeout: PATIENCE_MS },
  (name) => {
    let reader: Reader;
    let server: PageServer;
    let page: Page;

    beforeAll(async () => {
      server = await servePages({ '/': samplePage() });
      reader = await Reader.start(name);
    });
    afterEach(() => page.close());
    afterAll(async () => {
      await reader?.close();
      server?.close();
    });

    const openOptions = async (stored: object) => {
      page = await openOwnPage(reader.launched, 'options.html');
      await page.evaluate(
        (items) => (globalThis as unknown as StorageOfBrowser).browser.storage.local.set(items),
        stored,
      );
      await until('the page is filled', () => has(page, '#settings'));
    };
    const store = (area: 'local' | 'session', items: object) =>
      page.evaluate(
        (where, what) => (globalThis as unknown as StorageOfBrowser).browser.storage[where].set(what),
        area,
        items,
      );
    /** The words of the control that has the focus, with the words of the part of the page that it stands in. */
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        const part = activeElement?.closest('li, article, .sync, .notices')?.textContent ?? '';
        return activeElement === document.body ? 'nothing' : `${activeElement?.textContent} in ${part}`;
      });
    const focus = (words: string, part: string) =>
      until(`“${words}” has the focus`, () =>
        page.evaluate(
          (wanted, within) => {
            const all = [...document.querySelectorAll<HTMLButtonElement>('button')];
            const found = all.find(
              (button) =>
                button.textContent?.startsWith(wanted) &&
                !button.disabled &&
                button.closest('li, article, .sync, .notices')?.textContent?.includes(within),
            );
            found?.focus();
            return found !== undefined;
          },
          words,
          part,
        ),
      );
    const expectFocus = (words: RegExp) => until(`the focus is at ${words}`, async () => words.test(await focused()));

    it('keep the place of who reads by keyboard, where the control they were at goes', async () => {
      await openOptions({
        sources: FEEDS,
        sitesOff: ['a.example', 'b.example'],
        notices: [{ kind: 'database-restored', version: 2 }],
      });
      await focus('Switch on', 'a.example');
      await page.keyboard.press('Enter');
      await expectFocus(/^Switch on on b\.example/);
      await focus('Remove', 'One');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expectFocus(/^Check now in .*Two/);
      await focus('Understood', '');
      await page.keyboard.press('Enter');
      await expectFocus(/^Sync now/);
      await store('session', { syncProgress: RUNNING });
      await expectFocus(/^Cancel/);
      await store('session', { syncProgress: { state: 'idle' } });
      await expectFocus(/^Sync now/);
    });

    it('are no wider than a narrow window, whatever stands in them', async () => {
      await openOptions({ sources: FEEDS, sitesOff: [LONG_HOST] });
      await page.setViewport({ width: 320, height: 600 });
      await until('the host is listed', () => has(page, '.sites li'));
      expect(await page.evaluate(tooWide)).toEqual([]);
      await page.close();
      page = await openPopup(reader.launched, await reader.read(`${server.origin}/`));
      await page.focus('.search');
      await page.evaluate(() => document.execCommand('insertText', false, 'x'.repeat(200)));
      await until('nothing is found', () => has(page, '.notice'));
      expect(await page.evaluate(tooWide)).toEqual([]);
    });

    it('grow with the font size that the reader has set, and stay as wide as the window', async () => {
      page = await openPopup(reader.launched, await reader.read(`${server.origin}/`));
      const sizes = () => page.evaluate(fontSizes);
      const before = await sizes();
      expect(before.length).toBeGreaterThan(2);
      // As wide as browsers let a popup grow.
      await page.setViewport({ width: 800, height: 600 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
      expect(await sizes()).toEqual(before.map((size) => 2 * size));
      expect(await page.evaluate(tooWide)).toEqual([]);
      await page.close();
      await openOptions({ sources: FEEDS, sitesOff: [LONG_HOST] });
      await page.setViewport({ width: 480, height: 600 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
      expect(await page.evaluate(tooWide)).toEqual([]);
      expect(Math.min(...(await sizes()))).toBeGreaterThanOrEqual(24);
    });

    it('say their name in one line, however large the letters', async () => {
      page = await openPopup(reader.launched, await reader.read(`${server.origin}/`));
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
      const lines = await page.$eval('h1', (heading) => {
        const range = document.createRange();
        range.selectNodeContents(heading);
        return range.getClientRects().length;
      });
      expect(lines).toBe(1);
    });

    it('keep the button that syncs where it was pressed, whatever a sync says', async () => {
      await openOptions({ sources: FEEDS });
      const place = () => page.$eval('.sync .button--main', (button) => button.getBoundingClientRect().toJSON());
      const before = await place();
      await store('session', { syncProgress: RUNNING });
      await until('a sync is shown', () => has(page, 'progress'));
      await store('session', { syncProgress: { state: 'idle' } });
      await until('its end is told', () => has(page, '.sync .said'));
      expect(await place()).toEqual(before);
      expect(await page.evaluate(tooWide)).toEqual([]);
    });

    it('write nothing in the colour of the page where the reader forces colours', async () => {
      await openOptions({ sources: FEEDS });
      await emulateMedia(reader.launched, page, 'forced-colors', 'active');
      await until('the page is told', () => page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      expect(await page.evaluate(likeTheCanvas)).toEqual([]);
    });

    it('show what the focus goes to below the head that stays, not under it', async () => {
      page = await openPopup(reader.launched, await reader.read(`${server.origin}/`));
      await page.evaluate(() => document.querySelector<HTMLElement>('.foot__reinstall')?.focus());
      const seen: string[] = [];
      for (let at = ''; at !== 'the head'; seen.push(at)) {
        await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        await page.keyboard.up('Shift');
        at = await page.evaluate(async () => {
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          const { activeElement: row } = document;
          const head = document.querySelector('.head');
          if (!row || !head || head.contains(row)) return 'the head';
          const under = head.getBoundingClientRect().bottom - row.getBoundingClientRect().top;
          return under > 1 ? `“${row.textContent}”, ${under} px under the head` : row.localName;
        });
      }
      expect(seen.filter((at) => at === 'summary').length).toBeGreaterThan(8);
      expect(seen.filter((at) => at.includes('under the head'))).toEqual([]);
    });
  },
);

/** In the page: the sizes of what is written on it, in CSS pixels; what is closed is not. */
function fontSizes(): number[] {
  const written = [...document.querySelectorAll('#app *')].filter(
    (element) =>
      element.checkVisibility() &&
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  );
  return [...new Set(written.map((element) => Number.parseFloat(getComputedStyle(element).fontSize)))].sort();
}

/** In the page: what is written in the colour of the canvas, which Chromium then lays behind all text. */
function likeTheCanvas(): string[] {
  const canvas = document.body.appendChild(document.createElement('i'));
  canvas.style.color = 'Canvas';
  const { color } = getComputedStyle(canvas);
  return [...document.querySelectorAll('#app *')].flatMap((element) => {
    const isWritten = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    return isWritten && getComputedStyle(element).color === color ? [element.textContent ?? ''] : [];
  });
}

/** In the page: what reaches beyond the window, if the page can be moved sideways. */
function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const reaching = [...document.querySelectorAll('#app *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth,
  );
  return [
    `${scrollWidth} of ${clientWidth}`,
    ...reaching.map(
      ({ localName, className, textContent }) => `${localName}.${className}: ${textContent?.slice(0, 40)}`,
    ),
  ];
}
