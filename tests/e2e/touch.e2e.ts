import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { type CardPlace, cardPlace, isWithin, seenOf } from '../browser/card-place.ts';
import { until } from '../browser/launch.ts';
import { marksOf } from '../browser/page-marks.ts';
import { CARD_PAGES } from './card-pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** Longer than a card takes to open. */
const SETTLED_MS = 800;

describe.each(['chromium', 'firefox'] as const)('in %s a finger', (name) => {
  const visit = readerWithPages(name, CARD_PAGES, { preferences: { 'dom.w3c_touch_events.enabled': 1 } });

  const onPhone = async (path: string) => {
    const page = await visit.read(`${path}`);
    // Only Chromium plays a phone; in Firefox the finger is real and the screen is not.
    await page.setViewport({
      width: 390,
      height: 700,
      ...(name === 'chromium' ? { isMobile: true, hasTouch: true } : {}),
    });
    await until('it is marked', async () => (await marksOf(page)).length > 0);
    return page;
  };
  const spot = async (page: Page, surface: string) => {
    const found = (await marksOf(page)).find((mark) => mark.surface === surface);
    if (!found) throw new Error(`"${surface}" is not marked.`);
    return found;
  };

  it('opens the card of a mark by a tap, and closes it by a tap elsewhere', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'UNDP');
    await page.touchscreen.tap(x, y);
    expect(await until('the card is open', () => visit.reader.cardOf(page))).toContain(
      'United Nations Development Programme',
    );
    // Beside the sheet, and below the card that is none.
    await page.touchscreen.tap(200, name === 'chromium' ? 220 : 680);
    await until('the card is closed', async () => (await visit.reader.cardOf(page)) === undefined);
    await page.close();
  });

  it.runIf(name === 'chromium')('has the sheet leave the foot of a page that two fingers enlarge', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'UNDP');
    await page.touchscreen.tap(x, y);
    await until('the card is open', () => visit.reader.cardOf(page));
    const session = await page.createCDPSession();
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
    const place = async () => (await cardPlace(visit.reader.launched, page)) as CardPlace;
    await until('it lies in what is seen', async () => isWithin(await place(), await seenOf(page)));
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
    await until('it is a sheet again', async () => (await place()).right === 390);
    await page.close();
  });

  it('that taps a link follows it, whatever it names', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'ICANN');
    await page.touchscreen.tap(x, y);
    await until('the link was followed', async () => page.url().endsWith('/followed'));
    await page.close();
  });

  it('that rests on a link opens the card of what it names, and follows nothing', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'ICANN');
    await page.touchscreen.touchStart(x, y);
    expect(await until('the card is open', () => visit.reader.cardOf(page))).toContain('ICANN');
    await page.touchscreen.touchEnd();
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    expect(await visit.reader.cardOf(page)).toContain('ICANN');
    expect(page.url()).toMatch(/\/link$/);
    // What the page's own scripts or the keyboard press is none of the finger's.
    await page.$eval('a', (link) => link.click());
    await until('the link was followed', async () => page.url().endsWith('/followed'));
    await page.close();
  });

  it('that scrolls over a mark opens nothing', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'UNDP');
    await page.touchscreen.touchStart(x, y);
    for (let moved = 10; moved <= 60; moved += 10) await page.touchscreen.touchMove(x, Math.max(0, y - moved));
    await page.touchscreen.touchEnd();
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    expect(await visit.reader.cardOf(page)).toBeUndefined();
    await page.close();
  });

  it.runIf(name === 'chromium')('opens a sheet at the foot of a narrow screen', async () => {
    const page = await onPhone('/link');
    const { x, y } = await spot(page, 'UNDP');
    await page.touchscreen.tap(x, y);
    const card = await until('the card stands', async () => await cardPlace(visit.reader.launched, page));
    expect({ left: card.left, width: card.right - card.left, bottom: card.bottom }).toEqual({
      left: 0,
      width: 390,
      bottom: 700,
    });
    expect(card.isOnTop).toBe(true);
    await page.close();
  });
});
