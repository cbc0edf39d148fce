import browser from 'webextension-polyfill';

/** When a script looks whether its extension is still there: whenever the reader comes back to the page. */
const RETURNS = ['visibilitychange', 'pointerover', 'keydown'];

/**
 * Starts work on a page, and starts it anew when the page has thrown away what it was built on: its document was
 * written again (`document.open` also takes all listeners away), or comes back from the browser's cache of pages
 * that were left. Ends it when the extension is updated, disabled or removed, of which nobody tells a script.
 * @param start is given a signal that ends what it started
 */
export function sessions(document: Document, start: (signal: AbortSignal) => void): void {
  let session = new AbortController();
  let root: Element | null = null;
  const begin = () => {
    session.abort();
    if (isOrphan()) return observer.disconnect();
    session = new AbortController();
    const { signal } = session;
    const endIfOrphan = () => {
      if (isOrphan()) session.abort();
    };
    for (const type of RETURNS) document.addEventListener(type, endIfOrphan, { capture: true, passive: true, signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && begin(), { signal });
    start(signal);
  };
  const beginOnNewRoot = () => {
    if (document.documentElement === root || !document.documentElement) return;
    root = document.documentElement;
    begin();
  };
  const observer = new MutationObserver(beginOnNewRoot);
  observer.observe(document, { childList: true });
  beginOnNewRoot();
}

/** Whether the extension that this script belongs to is gone. */
export function isOrphan(): boolean {
  return browser.runtime?.id === undefined;
}
