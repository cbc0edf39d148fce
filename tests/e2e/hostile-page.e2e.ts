import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUILDS } from '../browser/launch.ts';
import { marksOf, openWords, type Spot } from '../browser/page-marks.ts';
import { samplePage } from './pages.ts';
import { Reader } from './reader.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** A card would have opened, or an answer come, by then, ms. */
const OPENS_BY_MS = 1000;

describe.each(['chromium', 'firefox'] as const)('in %s, a hostile page', (name) => {
  const visit = readerWithPages(name, { '/': samplePage() });
  let page: Page;

  beforeAll(async () => {
    page = await visit.read('/');
  });

  /** Closes the card, and takes the pointer from the words. */
  async function away(): Promise<void> {
    await visit.reader.escape(page);
    await page.mouse.move(2, 2);
  }

  it('gets none of the files of the extension, by whatever element it asks', async () => {
    const base = new URL('/', await visit.reader.inOwnPage(async () => location.href)).href;
    await page.bringToFront();
    const build = BUILDS[name];
    const files = readdirSync(build, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: file }) => relative(build, join(parentPath, file)));
    expect(files).toContain('manifest.json');
    const got = await page.evaluate(
      async (urls) => {
        const loads = (tag: 'img' | 'script' | 'link', url: string) =>
          new Promise<boolean>((resolve) => {
            const element = document.createElement(tag);
            element.onload = () => resolve(true);
            element.onerror = () => resolve(false);
            if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: url });
            else element.src = url;
            document.head.append(element);
            setTimeout(resolve, 2000, false);
          });
        const answers = urls.map(async (url) => {
          const isRead = await fetch(url).then(
            () => true,
            () => false,
          );
          const loaded = await Promise.all([loads('img', url), loads('script', url), loads('link', url)]);
          return isRead || loaded.includes(true) ? [url] : [];
        });
        return (await Promise.all(answers)).flat();
      },
      files.map((file) => base + file),
    );
    expect(got).toEqual([]);
  });

  it('opens no card with events that it makes up', async () => {
    const index = (await marksOf(page)).findIndex(({ surface }) => surface === 'WSIS');
    const spot = (await marksOf(page, index))[index] as Spot;
    await page.evaluate(({ x, y }) => {
      const target = document.elementFromPoint(x, y) ?? document.body;
      const at = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y };
      for (const pointerType of ['mouse', 'touch', 'pen']) {
        for (const type of ['pointerover', 'pointermove', 'pointerdown', 'pointerup'])
          target.dispatchEvent(new PointerEvent(type, { ...at, pointerType, isPrimary: true }));
      }
      for (const type of ['mouseover', 'mousemove', 'click', 'contextmenu'])
        target.dispatchEvent(new MouseEvent(type, at));
      target.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true, shiftKey: true, bubbles: true }));
    }, spot);
    await new Promise((resolve) => setTimeout(resolve, OPENS_BY_MS));
    expect(await openWords(page)).toBeUndefined();
    expect(await visit.reader.hoverOn(page, 'WSIS')).toContain('WSIS');
    await away();
  });

  it('closes no card with a key that it makes up', async () => {
    await visit.reader.hoverOn(page, 'WSIS');
    await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
    await new Promise((resolve) => setTimeout(resolve, OPENS_BY_MS));
    expect(await openWords(page)).toBeDefined();
    await away();
  });

  it('closes no card by moving the focus about while the pointer rests on the words', async () => {
    await visit.reader.hoverOn(page, 'WSIS');
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.style.position = 'fixed';
      document.body.append(field);
      field.focus({ preventScroll: true });
      field.blur();
      field.remove();
    });
    await new Promise((resolve) => setTimeout(resolve, OPENS_BY_MS));
    expect(await openWords(page)).toBe('WSIS');
    await away();
  });

  it('can speak to no part of the extension', async () => {
    const heard = await page.evaluate(async (waitMs) => {
      const { chrome, browser } = globalThis as { chrome?: { runtime?: unknown }; browser?: { runtime?: unknown } };
      const answers: unknown[] = [];
      const own = { type: 'cards.get', ids: ['icann'] };
      addEventListener('message', ({ data }) => data?.type !== own.type && answers.push(data));
      postMessage(own, '*');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      return { answers, doors: [typeof chrome?.runtime, typeof browser?.runtime] };
    }, OPENS_BY_MS);
    expect(heard).toEqual({ answers: [], doors: ['undefined', 'undefined'] });
  });

  it('cannot tell one reader from another by what is marked', async () => {
    const marks = (where: Page) =>
      where.evaluate(() =>
        [...CSS.highlights].map(([id, ranges]) => [
          id,
          ranges.priority,
          ranges.type,
          [...ranges].map((range) => `${range.startContainer.textContent} ${range.startOffset} ${range.endOffset}`),
        ]),
      );
    await visit.reader.hoverOn(page, 'WSIS');
    await away();
    const read = await visit.read('/');
    const other = await Reader.start(name, {});
    const fresh = await other.read(`${visit.origin}/`);
    expect(await marks(read)).toEqual(await marks(fresh));
    expect(JSON.stringify(await marks(read))).toContain('newsgloss');
    await other.close();
    await read.close();
  });

  it('whose like has no inline script run in a page of the extension', async () => {
    const ran = await visit.reader.inOwnPage(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true;';
      document.head.append(script);
      return 'ran' in globalThis;
    });
    expect(ran).toBe(false);
  });
});
