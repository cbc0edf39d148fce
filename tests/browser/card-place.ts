import type { Frame, Page } from 'puppeteer-core';
import { inCard } from './in-card.ts';
import type { Launched } from './launch.ts';

/** How the open card stands in the viewport of its page or frame, in CSS pixels. */
export interface CardPlace {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly fontSize: string;
  /** Whether the middle of the card is what a pointer there would hit. */
  readonly isOnTop: boolean;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Content that is only seen by scrolling in the card. */
  readonly isScrolled: boolean;
}

/** Where the open card stands; undefined while none is open. */
export async function cardPlace(launched: Launched, where: Page | Frame): Promise<CardPlace | undefined> {
  return await inCard(launched, where, (root) => {
    const panel = root.querySelector('.panel');
    if (!panel?.isConnected) return undefined; // it has just moved into another host, or the page has removed this one
    const { left, top, right, bottom } = (panel.parentElement ?? panel).getBoundingClientRect();
    const tree = root.host.getRootNode() as Document | ShadowRoot;
    return {
      left,
      top,
      right,
      bottom,
      fontSize: getComputedStyle(panel).fontSize,
      isOnTop: tree.elementFromPoint((left + right) / 2, (top + bottom) / 2) === root.host,
      viewport: { width: document.documentElement.clientWidth, height: innerHeight },
      isScrolled: panel.scrollHeight > panel.clientHeight,
    };
  });
}

type Edges = Pick<CardPlace, 'left' | 'top' | 'right' | 'bottom'>;

/** Whether a box lies in another. */
export function isWithin(inner: Edges, outer: Edges): boolean {
  return (
    inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom
  );
}

/** The part of the layout viewport that is on the screen, all of it but under pinch zoom. */
export function seenOf(page: Page): Promise<Edges> {
  return page.evaluate(() => {
    const { offsetLeft, offsetTop, width, height } = window.visualViewport as VisualViewport;
    return { left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
  });
}
