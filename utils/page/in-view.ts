import { isInside } from './marks.ts';

/** Points that are looked at, as shares of the viewport's width, and of its height from the first on: text is rarely narrower or lower than what lies between. */
const ACROSS = [0.3, 0.5, 0.7];
const FIRST_DOWN = 0.05;
const STEP_DOWN = 0.1;

/**
 * The elements that a reader sees at some points of the viewport, from the top down. On a page of 10 MB each takes 1 to
 * 3 ms, so that the next points in the same paragraph are passed over.
 */
export function* elementsInView(): Generator<Element | null> {
  let paragraph: DOMRect | undefined;
  for (let down = FIRST_DOWN; down < 1; down += STEP_DOWN) {
    for (const across of ACROSS) {
      const x = across * innerWidth;
      const y = down * innerHeight;
      if (paragraph && isInside(paragraph, x, y)) continue;
      const element = document.elementFromPoint(x, y);
      paragraph = element?.closest('p')?.getBoundingClientRect();
      yield element;
    }
  }
}
