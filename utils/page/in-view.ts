/** Points that are looked at, as shares of the viewport's width, and of its height from the bottom up: text is rarely narrower or lower than what lies between. */
const ACROSS = [0.3, 0.5, 0.7];
const DOWN = [0.95, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25, 0.15, 0.05];

/** The elements that a reader sees at some points of the viewport, each once, from the bottom up. */
export function elementsInView(document: Document): Set<Element> {
  const { innerWidth = 0, innerHeight = 0 } = document.defaultView ?? {};
  const seen = new Set<Element>();
  for (const down of DOWN) {
    for (const across of ACROSS) {
      const element = document.elementFromPoint(across * innerWidth, down * innerHeight);
      if (element) seen.add(element);
    }
  }
  return seen;
}
