import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const box = (left: number, top: number, width = 60, height = 20) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const seen = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height });
const VIEWPORT = seen(1000, 800);

it('goes below the mark where there is room', () => {
  expect(placeBeside([box(100, 100)], { width: 360, height: 300 }, VIEWPORT)).toEqual({
    x: 100,
    y: 126,
    maxHeight: 480,
  });
});

it('goes above a mark near the lower edge', () => {
  expect(placeBeside([box(100, 700)], { width: 360, height: 300 }, VIEWPORT)).toMatchObject({ y: 394 });
});

it('goes below the last line of a mark that runs over two', () => {
  expect(placeBeside([box(900, 100), box(20, 130)], { width: 360, height: 300 }, VIEWPORT)).toMatchObject({
    x: 20,
    y: 156,
  });
});

it('stays in what is seen when the reader has zoomed into the middle of the page', () => {
  const zoomed = { left: 400, top: 300, right: 800, bottom: 700 };
  const { x, y, maxHeight } = placeBeside([box(760, 660)], { width: 360, height: 300 }, zoomed);
  expect({ x, y, maxHeight }).toEqual({ x: 432, y: 354, maxHeight: 346 });
});

it('fills a frame that is too small for it', () => {
  expect(placeBeside([box(10, 20)], { width: 284, height: 300 }, seen(300, 60))).toEqual({
    x: 10,
    y: 2,
    maxHeight: 56,
  });
});

it('never leaves a viewport that can hold it, and covers its mark only where neither side has room', () => {
  const sizes = { width: fc.integer({ min: 400, max: 3000 }), height: fc.integer({ min: 340, max: 2000 }) };
  fc.assert(
    fc.property(
      fc.record(sizes),
      fc.nat(1000),
      fc.nat(1000),
      fc.integer({ min: 100, max: 900 }),
      (viewport, left, top, height) => {
        const mark = box(left % viewport.width, top % (viewport.height - 20));
        const place = placeBeside([mark], { width: 360, height }, seen(viewport.width, viewport.height));
        const bottom = place.y + Math.min(height, place.maxHeight);
        expect(place.x).toBeGreaterThanOrEqual(8);
        expect(place.x + 360).toBeLessThanOrEqual(viewport.width - 8);
        expect(place.y).toBeGreaterThanOrEqual(8);
        expect(bottom).toBeLessThanOrEqual(viewport.height - 8);
        const covers = place.y < mark.bottom && bottom > mark.top;
        const roomiest = Math.max(mark.top, viewport.height - mark.bottom) - 14;
        if (covers) expect(roomiest).toBeLessThanOrEqual(140);
      },
    ),
  );
});
