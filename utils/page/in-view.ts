import { isInside } from './marks.ts';

/** Points that are looked at, as shares of the viewport's width, and of its height from the first on: text is rarely narrower or lower than what lies between. */
const ACROSS = [0.3, 0.5, 0.7];
const FIRST_DOWN = 0.05;
const STEP_DOWN = 0.1;

/**
 * The elements that a reader sees at some points of the viewport, from the top down. On a page of 10 MB each takes 1 to
 * 3 ms, so that no paragraph is looked for twice.
 */
export function* elementsInView(document: Document): Generator<Element | null> {
  const seen: DOMRect[] = [];
  for (let down = FIRST_DOWN; down < 1; down += STEP_DOWN) {
    for (const across of ACROSS) {
      const x = across * innerWidth;
      const y = down * innerHeight;
      if (seen.some((rect) => isInside(rect, x, y))) continue;
      const element = document.elementFromPoint(x, y);
      const paragraph = element?.closest('p');
      if (paragraph) seen.push(paragraph.getBoundingClientRect());
      yield element;
    }
  }
}
