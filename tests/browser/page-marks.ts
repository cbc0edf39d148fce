import type { Frame, Page } from 'puppeteer-core';
import { type Launched, mainFrameOf, openOwnPage, until } from './launch.ts';

/** A piece of text on a page, by the middle of its first box in CSS pixels of the viewport. */
export interface Spot {
  readonly surface: string;
  readonly x: number;
  readonly y: number;
}

/** The names of the terms that the popup lists for a page, in its order; waits until there are some. */
export async function pageTerms(launched: Launched, page: Page): Promise<string[]> {
  const popup = await openPopup(launched, page);
  const names = await popup.$$eval('.page-terms .row__title', (titles) =>
    titles.map((title) => title.textContent ?? ''),
  );
  await popup.close();
  await page.bringToFront();
  return names;
}

/** Opens the popup as a page of its own, for the tab that was looked at last; waits until it is filled. */
export async function openPopup(launched: Launched, page: Page): Promise<Page> {
  await whenRead(page).catch(() => undefined);
  const popup = await openOwnPage(launched, 'popup.html');
  await popup.setViewport({ width: 380, height: 600 });
  await until('the popup is filled', () => popup.$eval('body', (body) => body.querySelector('.foot') !== null));
  return popup;
}

/** Whether our highlights are registered on a page, or in a frame. */
export function hasMarks(where: Page | Frame): Promise<boolean> {
  return where.evaluate(() => CSS.highlights.has('newsgloss'));
}

/**
 * Waits until a page or frame is marked and its marks change no more, as far as a second tells. Long pages are read in
 * tasks that wait for all others, and on a busy machine may wait for long: each look waits for those posted before it.
 */
export async function whenRead(where: Page | Frame): Promise<void> {
  let last = 0;
  let same = 0;
  await until('the page is read', async () => {
    const count = await where.evaluate(() =>
      scheduler.postTask(() => CSS.highlights.get('newsgloss')?.size ?? 0, { priority: 'background' }),
    );
    same = count === last ? same + 1 : 0;
    last = count;
    return count > 0 && same >= 15;
  });
}

/** The words of the page or frame whose card is open, as its highlight has them. */
export function openWords(where: Page | Frame): Promise<string | undefined> {
  return where.evaluate(() => {
    const [open] = CSS.highlights.get('newsgloss-open') ?? [];
    if (!open) return undefined;
    const range = document.createRange();
    range.setStart(open.startContainer, open.startOffset);
    range.setEnd(open.endContainer, open.endOffset);
    return range.toString();
  });
}

/**
 * Where the marks of a page or frame stand, in their order, by places in the viewport of the whole page; the one at
 * `scrollTo`, if any, is scrolled into view first. Marks in open shadow roots are among them.
 */
export async function marksOf(where: Page | Frame, scrollTo?: number): Promise<Spot[]> {
  const spots = await where.evaluate((index) => {
    const ranges = [...(CSS.highlights.get('newsgloss') ?? [])].map((fixed) => {
      const range = document.createRange();
      range.setStart(fixed.startContainer, fixed.startOffset);
      range.setEnd(fixed.endContainer, fixed.endOffset);
      return range;
    });
    ranges.sort((a, b) => {
      if (a.startContainer === b.startContainer) return a.startOffset - b.startOffset;
      const position = a.startContainer.compareDocumentPosition(b.startContainer);
      return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
    const parent = index === undefined ? null : ranges[index]?.startContainer.parentNode;
    const element = parent instanceof ShadowRoot ? parent.host : parent;
    if (element instanceof Element) element.scrollIntoView({ block: 'center' });
    return ranges.flatMap((range) => {
      const [box] = range.getClientRects();
      return box ? [{ surface: range.toString(), x: box.x + box.width / 2, y: box.y + box.height / 2 }] : [];
    });
  }, scrollTo);
  const origin = await originOf(mainFrameOf(where));
  return spots.map(({ surface, x, y }) => ({ surface, x: x + origin.x, y: y + origin.y }));
}

/** Where the viewport of a frame begins in that of the page; frames that are turned or scaled are not looked at. */
async function originOf(frame: Frame): Promise<{ x: number; y: number }> {
  const parent = frame.parentFrame();
  const element = await frame.frameElement();
  if (!parent || !element) return { x: 0, y: 0 };
  const outer = await originOf(parent);
  const inner = await element.evaluate((found) => {
    const { x, y } = found.getBoundingClientRect();
    const { paddingLeft, paddingTop } = getComputedStyle(found);
    return {
      x: x + found.clientLeft + Number.parseFloat(paddingLeft),
      y: y + found.clientTop + Number.parseFloat(paddingTop),
    };
  });
  return { x: outer.x + inner.x, y: outer.y + inner.y };
}

/** Browsers tell once a frame where the pointer is; so long, and it has seen that the pointer was elsewhere. */
const FRAMES_MS = 50;
/** A page that is not painted for so long is hidden. */
const HIDDEN_MS = 500;
/** Lines above or below this far away from a mark are others, CSS pixels. */
const MARGIN = 40;

/** Rests the pointer on a mark, coming straight from the margin: on a slow machine one on the way would open its card, over this one. */
export async function hover(page: Page, { x, y }: Spot): Promise<void> {
  await page.evaluate(untilPainted, HIDDEN_MS);
  await page.mouse.move(1, y < MARGIN ? y + MARGIN : y - MARGIN);
  await new Promise((looked) => setTimeout(looked, FRAMES_MS));
  await page.mouse.move(x, y);
}

/** In the page: until what was scrolled is painted so, a pointer meets what stood there before. */
async function untilPainted(hiddenMs: number): Promise<void> {
  const painted = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.race([painted, new Promise((resolve) => setTimeout(resolve, hiddenMs))]);
}
