import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardPlace } from '../browser/card-place.ts';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import type { ServedPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** The card has looked after itself by then, ms. */
const LOOKED_MS = 700;

const PAGES: Record<string, ServedPage> = {
  '/': {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>
<style>body { font: 18px/1.6 serif } [popover] { inset: auto 0 0 auto } #cover { inset: 0; width: 100vw; height: 100vh; pointer-events: none }</style>
<body><p>The root zone is looked after by ICANN, and nobody else.</p>
<div popover id="menu"><button>A menu of the page</button></div><div popover="manual" id="tip">A tip of the page</div>
<div popover="manual" id="cover">Over all of it, but for the pointer</div>`,
  },
};

/** What is kept in the card of what happened to it. */
interface Watched extends Element {
  happened: string[];
}

describe.each(['chromium', 'firefox'] as const)('in %s, when a popover of the page opens, a pinned card', (name) => {
  const visit = readerWithPages(name, PAGES);

  /** Opens a card, pins it by keyboard, scrolls in it, and begins to watch it. */
  async function pinned(): Promise<Page> {
    const page = await visit.read('/');
    await page.setViewport({ width: 600, height: 260 });
    await visit.reader.hoverOn(page, 'ICANN');
    await inCard(visit.reader.launched, page, (root) => {
      root.querySelector<HTMLElement>('[aria-pressed]')?.click();
      const panel = root.querySelector('.panel') as Element;
      panel.scrollTop = 40;
      const watched = Object.assign(root.querySelector('.frame') as Element, { happened: [] }) as Watched;
      for (const type of ['focusin', 'focusout', 'animationstart'])
        watched.addEventListener(type, () => watched.happened.push(type), true);
    });
    return page;
  }

  const standing = (page: Page) =>
    inCard(visit.reader.launched, page, (root) => ({
      focused: root.activeElement?.textContent,
      isPinned: root.querySelector('[aria-pressed]')?.getAttribute('aria-pressed'),
      scrolled: root.querySelector('.panel')?.scrollTop,
      happened: (root.querySelector('.frame') as Watched).happened,
    }));

  it.each(['menu', 'tip', 'cover'])('keeps its focus and the place where the reader is: #%s', async (id) => {
    const page = await pinned();
    await page.$eval(`#${id}`, (popover) => (popover as HTMLElement).showPopover());
    await new Promise((resolve) => setTimeout(resolve, LOOKED_MS));
    expect(await standing(page)).toEqual({ focused: 'Pin', isPinned: 'true', scrolled: 40, happened: [] });
    await page.close();
  });

  it('is above it', async () => {
    const page = await pinned();
    await page.$eval('#cover', (popover) => {
      (popover as HTMLElement).style.pointerEvents = 'auto';
      (popover as HTMLElement).showPopover();
    });
    await until('the card is on top', async () => (await cardPlace(visit.reader.launched, page))?.isOnTop);
    await page.close();
  });
});
