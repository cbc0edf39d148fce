/**
 * Where a card goes. It lies in the top layer, where nothing but the viewport clips or moves it; so a library for
 * placement, a sixth of what the content script may weigh, would be asked for two sides and a clamp.
 */

/** Between the mark and the card, in CSS pixels: small enough to cross before the card closes. */
const GAP = 6;
/** Between the card and the edges of what is seen; in a frame too small for that, next to nothing. */
const MARGIN = 8;
const TIGHT_MARGIN = 2;
const TIGHT_HEIGHT = 200;
const MOST_HEIGHT = 480;
/** Less would not show a definition; then the card covers its mark rather than nothing being readable. */
const LEAST_HEIGHT = 140;

/** A rectangle in CSS pixels of the layout viewport. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Corner and greatest height of a card, in CSS pixels of the layout viewport. */
export interface CardPlace {
  readonly x: number;
  readonly y: number;
  readonly maxHeight: number;
}

/**
 * The place beside a mark that keeps a card inside what is seen: below its last line where the card fits or there is
 * more room than above its first, else above.
 * @param lines the boxes of the mark, one for each line it runs over; at least one
 * @param card its natural size @param seen the part of the viewport on the screen, smaller than all of it under pinch zoom
 */
export function placeBeside(lines: readonly Box[], card: Size, seen: Box): CardPlace {
  const first = lines[0] as Box;
  const last = lines.at(-1) as Box;
  const margin = seen.bottom - seen.top < TIGHT_HEIGHT ? TIGHT_MARGIN : MARGIN;
  const [top, bottom] = [seen.top + margin, seen.bottom - margin];
  const roomBelow = bottom - (last.bottom + GAP);
  const roomAbove = first.top - GAP - top;
  const wanted = Math.min(card.height, MOST_HEIGHT);
  const isBelow = wanted <= roomBelow || roomBelow >= roomAbove;
  const room = Math.max(LEAST_HEIGHT, isBelow ? roomBelow : roomAbove);
  const maxHeight = Math.floor(Math.min(MOST_HEIGHT, room, bottom - top));
  const height = Math.min(wanted, maxHeight);
  const y = isBelow ? last.bottom + GAP : first.top - GAP - height;
  const x = isBelow ? last.left : first.left;
  return {
    x: clamp(x, seen.left + margin, seen.right - margin - card.width),
    y: clamp(y, top, bottom - height),
    maxHeight,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}
