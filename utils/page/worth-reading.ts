/** A frame smaller than this, in CSS pixels, holds a button or an advertisement, or is not shown at all. */
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 60;
/** A shorter text is the label of something that is no text. */
const LEAST_LETTERS = 4;
/** Elements and texts looked at before a page is taken to hold text: looking on costs more than it saves. */
const MOST_LOOKED_AT = 400;
const NO_TEXT = /^(?:script|style|noscript|template)$/;

/**
 * Resolves as soon as there is something to read: a frame of some size with some text. Until then nothing is loaded
 * and nothing done but a glance after each change.
 */
export function worthReading(
  document: Document,
  { signal, guard }: { signal: AbortSignal; guard: (run: () => void) => () => void },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = guard(() => {
    if (!isWorthReading(document)) return;
    stop();
    resolve();
  });
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, characterData: true, subtree: true });
  // A frame of another process learns its size only after it was loaded, of which no event of the window tells.
  const sizes = new ResizeObserver(look);
  sizes.observe(document.documentElement);
  // One that grows taller only is told by the window.
  addEventListener('resize', look, { signal });
  const stop = () => {
    changes.disconnect();
    sizes.disconnect();
  };
  signal.addEventListener('abort', stop);
  look();
  return promise;
}

/** The size is asked last, for it may have to be laid out first. */
function isWorthReading({ body }: Document): boolean {
  if (!(body instanceof HTMLElement) || !hasText(body)) return false;
  return window === window.top || (innerWidth >= LEAST_WIDTH && innerHeight >= LEAST_HEIGHT);
}

function hasText(body: HTMLElement): boolean {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let looked = 0; looked < MOST_LOOKED_AT; looked++) {
    const node = walker.nextNode();
    if (!node) return false;
    if (node instanceof Text ? hasLetters(node) : mayHoldMore(node as Element)) return true;
  }
  return true;
}

/** Text may stand in a shadow tree, which a custom element may have or get. */
function mayHoldMore({ localName, shadowRoot }: Element): boolean {
  return shadowRoot !== null || localName.includes('-');
}

function hasLetters({ data, parentElement }: Text): boolean {
  return data.trim().length >= LEAST_LETTERS && !NO_TEXT.test(parentElement?.localName ?? '');
}
