/** Changes that come in quick succession are read once, this long after the first. */
const QUIET_MS = 250;

/** Calls `onChange` when the text of the page has changed, at most every {@link QUIET_MS}, and never while the tab is hidden. */
export function watchPage(document: Document, onChange: () => void, signal: AbortSignal): void {
  let timer: number | undefined;
  let missed = false;
  const tell = () => {
    timer = undefined;
    if (document.hidden) missed = true;
    else onChange();
  };
  const observer = new MutationObserver(() => {
    timer ??= window.setTimeout(tell, QUIET_MS);
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden || !missed) return;
      missed = false;
      onChange();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    observer.disconnect();
    window.clearTimeout(timer);
  });
}
