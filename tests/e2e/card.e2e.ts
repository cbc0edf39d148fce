import type { Frame, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { type CardPlace, cardPlace, isWithin, seenOf } from '../browser/card-place.ts';
import { runCommand } from '../browser/command.ts';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';
import { hasMarks, hover, marksOf } from '../browser/page-marks.ts';
import { CARD_PAGES } from './card-pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** By then a card has opened, if it will. */
const OPENED_MS = 1500;
/** The card goes away after five returns, at four looks a second. */
const LOOKS_MS = 4000;

describe.each(['chromium', 'firefox'] as const)('in %s the card', (name) => {
  const visit = readerWithPages(name, CARD_PAGES);

  const read = (path: string) => visit.read(`${path}`);
  const place = async (page: Page) =>
    await until('the card stands', async () => {
      const found = await cardPlace(visit.reader.launched, page);
      return found && found.bottom > found.top && found;
    });

  it.each(['/unset', '/hidden', '/huge-root', '/tiny-root', '/zoomed', '/rtl', '/quirks', '/xhtml', '/impostor'])(
    'looks the same and stands beside its mark on %s',
    async (path) => {
      const page = await read(path);
      if (path === '/impostor') return await expectNoCard(page);
      expect(await visit.reader.hoverOn(page, 'ICANN')).toContain('coordinates the internet’s names and numbers');
      const card = await place(page);
      expect({ width: Math.round(card.right - card.left), size: card.fontSize, top: card.isOnTop }).toEqual({
        width: 360,
        size: path === '/zoomed' ? card.fontSize : '14px',
        top: true,
      });
      expect(isInside(card)).toBe(true);
      const [mark] = await marksOf(page, 0);
      expect(card.top - (mark?.y ?? 0)).toBeLessThan(40);
      await page.close();
    },
  );

  /** A page that claims our element's name keeps the card from opening, and nothing else happens. */
  const expectNoCard = async (page: Page) => {
    const errors = recordErrors(page);
    await restOnMark(page);
    await new Promise((resolve) => setTimeout(resolve, OPENED_MS));
    expect(await visit.reader.cardOf(page).catch(() => undefined)).toBeUndefined();
    expect(errors).toEqual([]);
    await page.close();
  };

  it('leaves a picture and a drawing alone', async () => {
    const page = await visit.reader.launched.browser.newPage();
    const errors = recordErrors(page);
    await page.goto(`${visit.origin}/svg`);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(errors).toEqual([]);
    await page.close();
  });

  it('stays inside the viewport at its edges', async () => {
    const page = await read('/edges');
    for (const surface of ['ICANN', 'UNDP', 'DNSSEC', 'OpenAI']) {
      await visit.reader.hoverOn(page, surface);
      expect(isInside(await place(page))).toBe(true);
      await visit.reader.escape(page);
    }
    await page.close();
  });

  it('opens a story that has no address to what is told of it, and stays beside its word', async () => {
    const page = await read('/edges');
    await visit.reader.hoverOn(page, 'DNSSEC');
    const [, , mark] = await marksOf(page);
    const open = await inCard(visit.reader.launched, page, (root) => {
      const title = root.querySelector<HTMLElement>('.term-card__stories summary');
      title?.click();
      return title?.parentElement?.querySelector('p')?.checkVisibility();
    });
    expect(open).toBe(true);
    await until('it stands above its word', async () => {
      const card = await place(page);
      return isInside(card) && card.bottom < (mark?.y ?? 0);
    });
    await page.close();
  });

  it('fits into what is left at 400 % zoom and in a tiny window, and scrolls', async () => {
    const page = await read('/plain');
    for (const viewport of [
      { width: 320, height: 256 },
      { width: 240, height: 90 },
    ]) {
      await page.setViewport(viewport);
      await visit.reader.hoverOn(page, 'ICANN');
      const card = await place(page);
      expect([isInside(card), card.isScrolled]).toEqual([true, true]);
      await visit.reader.escape(page);
    }
    await page.close();
  });

  // Firefox has nothing that would pinch.
  it.runIf(name === 'chromium')('lies in what is seen under pinch zoom, and stays there when that moves', async () => {
    const page = await read('/plain');
    const session = await page.createCDPSession();
    await visit.reader.hoverOn(page, 'ICANN');
    // Chromium tells of the pointer anew when the page has moved under it, which would close the card.
    await inCard(visit.reader.launched, page, (root) => root.querySelector<HTMLElement>('[aria-pressed]')?.click());
    const before = await place(page);
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
    expect(isWithin(before, await seenOf(page))).toBe(false);
    await until('it lies in what is seen', async () => isWithin(await place(page), await seenOf(page)));
    await session.send('Input.synthesizeScrollGesture', { x: 100, y: 300, xDistance: -300, yDistance: -200 });
    const seen = await seenOf(page);
    expect([seen.left, seen.top]).toEqual([300, 200]);
    await until('it lies in what is seen now', async () => isWithin(await place(page), seen));
    await page.close();
  });

  it.each(['dialog', 'popover', 'fullscreen'] as const)(
    'comes back above a %s that opens later, and can be used',
    async (what) => {
      const page = await read('/later');
      await visit.reader.hoverOn(page, 'ICANN');
      await openOver(page, what);
      await until('the card is on top', async () => (await cardPlace(visit.reader.launched, page))?.isOnTop);
      // It may come back once more while we look: then what we have in hand is what it has left.
      await until('a control of it has the focus', () =>
        inCard(visit.reader.launched, page, (root) => {
          root.querySelector<HTMLElement>('[aria-label="Close"]')?.focus();
          return root.activeElement?.ariaLabel === 'Close';
        }),
      );
      await page.keyboard.press('Enter');
      await until('it is closed', async () => (await visit.reader.cardOf(page)) === undefined);
      if (what === 'dialog') expect(await page.$eval('dialog', (dialog) => dialog.open)).toBe(true);
      await page.close();
    },
  );

  it('gives up quietly after five times on a page that removes it', async () => {
    const page = await read('/remover');
    const errors = recordErrors(page);
    await restOnMark(page);
    await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
    const removed = await page.evaluate(() => (window as unknown as { removed: number }).removed);
    expect(removed).toBe(6);
    expect(await cardPlace(visit.reader.launched, page)).toBeUndefined();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('gives up quietly on a page that covers it again and again', async () => {
    const page = await read('/coverer');
    await restOnMark(page);
    await until('it is covered', async () => (await coveredOn(page)) > 0);
    await until('it has gone', async () => (await cardPlace(visit.reader.launched, page)) === undefined);
    expect(await coveredOn(page)).toBeLessThanOrEqual(12);
    await page.close();
  });

  it('keeps its keys and clicks from the page', async () => {
    const page = await read('/shortcuts');
    await visit.reader.hoverOn(page, 'ICANN');
    const pin = await inCard(visit.reader.launched, page, (root) => {
      const { x, y, width, height } = (root.querySelector('[aria-pressed]') as Element).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.click(pin?.x ?? 0, pin?.y ?? 0);
    await page.keyboard.press('j');
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.close();
  });

  it('stays when the pointer goes into it and back to the word without a move in between', async () => {
    const page = await read('/plain');
    await visit.reader.hoverOn(page, 'ICANN');
    const [mark] = await marksOf(page, 0);
    const card = await place(page);
    await page.mouse.move((card.left + card.right) / 2, (card.top + card.bottom) / 2);
    await page.mouse.move(mark?.x ?? 0, mark?.y ?? 0);
    await new Promise((resolve) => setTimeout(resolve, OPENED_MS));
    expect(await visit.reader.cardOf(page)).toContain('ICANN');
    await page.close();
  });

  it('that is pinned stays when the reader presses elsewhere, and one that is not goes', async () => {
    const page = await read('/plain');
    for (const isPinned of [true, false]) {
      await visit.reader.hoverOn(page, 'ICANN');
      if (isPinned)
        await inCard(visit.reader.launched, page, (root) => root.querySelector<HTMLElement>('[aria-pressed]')?.click());
      await page.mouse.click(1050, 750);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await visit.reader.cardOf(page)) !== undefined).toBe(isPinned);
      if (isPinned) await visit.reader.escape(page);
    }
    await page.close();
  });

  it('closes on Escape and leaves the dialog around it open', async () => {
    const page = await read('/in-dialog');
    await visit.reader.hoverOn(page, 'ICANN');
    await visit.reader.escape(page);
    expect(await page.$eval('dialog', (dialog) => dialog.open)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.$eval('dialog', (dialog) => dialog.open)).toBe(false);
    await page.close();
  });

  it('is one in all frames of a tab: that of the frame the reader is in', async () => {
    const page = await read('/frames');
    const frame = page.frames()[1] as Frame;
    await until('the frame is marked', () => hasMarks(frame));
    await visit.reader.hoverOn(page, 'ICANN');
    await inCard(visit.reader.launched, page, (root) => root.querySelector<HTMLElement>('[aria-pressed]')?.click());
    expect(await visit.reader.hoverOn(frame, 'UNDP')).toContain('United Nations Development Programme');
    await until('the card outside is closed', async () => (await visit.reader.cardOf(page)) === undefined);
    const card = await cardPlace(visit.reader.launched, frame);
    expect([card?.isScrolled, card && card.top >= 0 && card.bottom <= card.viewport.height]).toEqual([true, true]);

    await runCommand(visit.reader.launched, page, 'next-term');
    await until('there is one in the page', () => visit.reader.cardOf(page));
    await until('the card in the frame is closed', async () => (await visit.reader.cardOf(frame)) === undefined);
    await page.close();
  });

  it('keeps the place in it where the reader is when the page scrolls', async () => {
    const page = await read('/quirks');
    await page.setViewport({ width: 500, height: 260 });
    await visit.reader.hoverOn(page, 'ICANN');
    await inCard(visit.reader.launched, page, (root) => root.querySelector('.panel')?.scrollBy(0, 40));
    await page.evaluate(() => scrollBy(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await inCard(visit.reader.launched, page, (root) => root.querySelector('.panel')?.scrollTop)).toBe(40);
    await page.close();
  });
});

function coveredOn(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { covered: number }).covered);
}

async function restOnMark(page: Page): Promise<void> {
  const [mark] = await marksOf(page, 0);
  if (mark) await hover(page, mark);
}

async function openOver(page: Page, what: 'dialog' | 'popover' | 'fullscreen'): Promise<void> {
  if (what === 'dialog') await page.$eval('dialog', (dialog) => dialog.showModal());
  else if (what === 'popover') await page.$eval('div[popover]', (element) => element.showPopover());
  else {
    await page.$eval('#full', (element) => {
      document.addEventListener('keydown', () => void element.requestFullscreen(), { once: true });
    });
    await page.keyboard.press('f');
    await until('it is in fullscreen', () => page.evaluate(() => document.fullscreenElement !== null));
  }
}

function isInside(card: CardPlace): boolean {
  return isWithin(card, { left: 0, top: 0, right: card.viewport.width, bottom: card.viewport.height });
}
