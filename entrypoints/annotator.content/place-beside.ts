import { computePosition, flip, offset, type Platform, type Rect, shift, size } from '@floating-ui/core';

/** Between the mark and the card, in CSS pixels: small enough to cross before the card closes. */
const GAP = 6;
const VIEWPORT_MARGIN = 8;
const MOST_HEIGHT = 480;
/** Less would not show a definition; then the card covers its mark rather than nothing being readable. */
const LEAST_HEIGHT = 140;

/** Where a card goes, in CSS pixels of the viewport, and how high it may be. */
export interface CardPlace {
  readonly x: number;
  readonly y: number;
  readonly maxHeight: number;
}

/** The place beside a mark that keeps a card inside the viewport: below it, or above where there is more room. */
export async function placeBeside(mark: readonly DOMRect[], card: HTMLElement): Promise<CardPlace> {
  let maxHeight = MOST_HEIGHT;
  card.style.maxHeight = `${MOST_HEIGHT}px`;
  const { x, y } = await computePosition(mark[0], card, {
    platform: VIEWPORT_PLATFORM,
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [
      offset(GAP),
      flip({ padding: VIEWPORT_MARGIN, fallbackStrategy: 'bestFit' }),
      size({
        padding: VIEWPORT_MARGIN,
        apply: ({ availableHeight }) => {
          maxHeight = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, availableHeight));
          card.style.maxHeight = `${maxHeight}px`;
        },
      }),
      shift({ padding: VIEWPORT_MARGIN, crossAxis: true }),
    ],
  });
  return { x: Math.round(x), y: Math.round(y), maxHeight };
}

/**
 * What Floating UI's core needs to know of the page. The card lies in the top layer, so nothing but the viewport clips
 * or moves it; the library's own DOM platform, which looks for all else, would be a sixth of the content script.
 */
const VIEWPORT_PLATFORM: Platform = {
  getElementRects: ({ reference, floating }: { reference: DOMRect; floating: HTMLElement }) => ({
    reference: plain(reference),
    floating: { x: 0, y: 0, width: floating.offsetWidth, height: floating.offsetHeight },
  }),
  getDimensions: (element: HTMLElement) => ({ width: element.offsetWidth, height: element.offsetHeight }),
  getClippingRect: () => {
    const { clientWidth, clientHeight } = document.documentElement;
    return { x: 0, y: 0, width: clientWidth || innerWidth, height: Math.min(clientHeight, innerHeight) || innerHeight };
  },
};

function plain({ x, y, width, height }: DOMRect): Rect {
  return { x, y, width, height };
}
