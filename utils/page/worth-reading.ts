/** A frame smaller than this, in CSS pixels, holds a button or an advertisement, or is not shown at all. */
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 60;
/** Letters that make a text: fewer are a label in a frame around something else. */
const LEAST_LETTERS = { page: 2, frame: 20 };
/** Elements and texts looked at before a page is taken to hold text: looking on costs more than it saves. */
const MOST_LOOKED_AT = 400;
const NO_TEXT = /^(?:script|style|noscript|template)$/;

/**
 * Resolves as soon as there is something to read: a frame of some size with some text. Until then nothing is loaded
 * and nothing done but a glance after each change.
 */
export function worthReading(document: Document, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (!isWorthReading(document)) return;
    stop();
    resolve();
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, characterData: true, subtree: true });
  // A frame of another process learns its size only after it was loaded, of which no event of the window tells.
  const sizes = new ResizeObserver(look);
  sizes.observe(document.documentElement);
  window.addEventListener('resize', look, { passive: true });
  const stop = () => {
    changes.disconnect();
    sizes.disconnect();
    window.removeEventListener('resize', look);
  };
  signal.addEventListener('abort', stop);
  look();
  return promise;
}

function isWorthReading(document: Document): boolean {
  const isFrame = window !== window.top;
  if (isFrame && (window.innerWidth < LEAST_WIDTH || window.innerHeight < LEAST_HEIGHT)) return false;
  return document.body instanceof HTMLElement && hasLetters(document.body, LEAST_LETTERS[isFrame ? 'frame' : 'page']);
}

function hasLetters(body: HTMLElement, least: number): boolean {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let letters = 0;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked++) {
    const node = walker.nextNode();
    if (!node) return false;
    // A custom element may keep its text in a shadow tree.
    if (node instanceof Element) {
      if (node.localName.includes('-') || node.shadowRoot) return true;
    } else if (!NO_TEXT.test(node.parentElement?.localName ?? '')) {
      letters += (node as Text).data.trim().length;
      if (letters >= least) return true;
    }
  }
  return true;
}
