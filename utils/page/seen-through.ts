/** What shows something whatever its background is. */
const PICTURES = 'img, video, canvas, iframe, object, embed, input, textarea, select, svg, svg *';
/** Backgrounds that let three quarters of what is under them through are no cover: links are tinted so under the pointer. */
const TINT = 0.25;

/**
 * The elements at a point that a reader sees, from the top down: the first, and what is under it as long as nothing is
 * painted between, as under the links that sites stretch over a whole teaser. Returns whether the last of them hides all else.
 * @param x in CSS pixels of the viewport
 * @param y in CSS pixels of the viewport
 * @param shadowRoots by their hosts, those that are looked into
 */
export function* elementsSeen(
  root: Document | ShadowRoot,
  x: number,
  y: number,
  shadowRoots: ReadonlyMap<Element, ShadowRoot>,
): Generator<Element, boolean> {
  for (const element of root.elementsFromPoint(x, y)) {
    if (element.getRootNode() !== root) continue; // Chromium gives those around a shadow tree too
    const inner = shadowRoots.get(element);
    if (inner && (yield* elementsSeen(inner, x, y, shadowRoots))) return true;
    yield element;
    if (hides(element)) return true;
  }
  return false;
}

function hides(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true })) return false;
  if (element.matches(PICTURES)) return true;
  return [null, '::before', '::after'].some((pseudo) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element, pseudo);
    return backgroundImage !== 'none' || opacityOf(backgroundColor) > TINT;
  });
}

/** Of a computed colour, 0 to 1: "rgb(1, 2, 3)", "rgba(0, 0, 0, 0)", "oklch(0.5 0.1 20 / 0.2)". */
function opacityOf(color: string): number {
  const [, legacy, modern] = /^rgba\(.*, (.*)\)|\/ (.*)\)/.exec(color) ?? [];
  return Number(legacy ?? modern ?? 1);
}
