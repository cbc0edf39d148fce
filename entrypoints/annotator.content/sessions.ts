import browser from 'webextension-polyfill';

/** When a script looks whether its extension is still there: whenever the reader comes back to the page. */
const RETURNS = ['visibilitychange', 'pointerover', 'keydown'];

/** What is started on a page. */
export interface Session {
  /** Ends what was started. */
  readonly signal: AbortSignal;
  /** Ends it because something went wrong, of which the page is to notice nothing. */
  readonly fail: (error: unknown) => void;
  /** What the browser is to call, so that it fails in this way: an error let out stands in the console as one of the page. */
  readonly guard: <A extends unknown[], R>(run: (...args: A) => R) => (...args: A) => R | undefined;
}

/**
 * Starts work on a page, and starts it anew when the page has thrown away what it was built on: its document was
 * written again (`document.open` also takes all listeners away), or comes back from the browser's cache of pages
 * that were left. Ends it when the extension is updated, disabled or removed, of which nobody tells a script.
 */
export function sessions(document: Document, start: (session: Session) => Promise<void>): void {
  let session = new AbortController();
  let root: Element | null = null;
  const begin = () => {
    session.abort();
    if (isOrphan()) return observer.disconnect();
    const own = new AbortController();
    session = own;
    const { signal } = own;
    const endIfOrphan = () => isOrphan() && own.abort();
    for (const type of RETURNS) document.addEventListener(type, endIfOrphan, { capture: true, signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && begin(), { signal });
    const fail = (error: unknown) => {
      if (!signal.aborted) console.debug('Newsgloss:', error);
      own.abort();
    };
    const guard: Session['guard'] =
      (run) =>
      (...args) => {
        try {
          return run(...args);
        } catch (error) {
          fail(error);
          return undefined;
        }
      };
    start({ signal, fail, guard }).catch(fail);
  };
  const beginOnNewRoot = () => {
    if (document.documentElement === root || !document.documentElement) return;
    root = document.documentElement;
    begin();
  };
  const observer = new MutationObserver(beginOnNewRoot);
  observer.observe(document, { childList: true });
  // In a task of its own: the browser has just read the script, which takes as long again.
  void scheduler.postTask(beginOnNewRoot);
}

/** Whether the extension that this script belongs to is gone. */
function isOrphan(): boolean {
  return !browser.runtime?.id;
}
