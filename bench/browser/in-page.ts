/** What is noted in a page while it loads; `marks` counts those of the extension or of mark.js. */
interface PageNotes {
  firstMark: number | null;
  lastChange: number;
  marks: number;
  /** From each event to the end of the frame after it, ms. */
  readonly latencies: number[];
}

/** In the page, before its own scripts: notes when marks come and how long the reader's key presses take to be answered. */
export function takeNotes(): void {
  const notes: PageNotes = { firstMark: null, lastChange: 0, marks: 0, latencies: [] };
  Object.defineProperty(globalThis, 'pageNotes', { value: notes });
  const look = () => {
    const marks = (CSS.highlights.get('newsgloss')?.size ?? 0) + document.getElementsByTagName('mark').length;
    if (marks !== notes.marks) {
      notes.firstMark ??= performance.now();
      notes.lastChange = performance.now();
      notes.marks = marks;
    }
    requestAnimationFrame(look);
  };
  look();
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => notes.latencies.push(performance.now() - timeStamp);
      requestAnimationFrame(() => port2.postMessage(0));
    },
    { capture: true },
  );
}

/** In the page: whether its last words are marked, or expected not to be, and nothing has changed since. */
export function isDone(marked: boolean, quietMs: number): boolean {
  const { lastChange } = (globalThis as unknown as { pageNotes: PageNotes }).pageNotes;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!navigation?.loadEventEnd) return false;
  const silence = performance.now() - Math.max(lastChange, navigation.loadEventEnd);
  const end = document.querySelector('#end-of-page');
  if (!marked || !end?.checkVisibility({ visibilityProperty: true })) return silence > (marked ? 3 : 1) * quietMs;
  const marks = [...(CSS.highlights.get('newsgloss') ?? [])];
  return (
    silence > quietMs &&
    (end.querySelector('mark') !== null || marks.some(({ startContainer }) => end.contains(startContainer)))
  );
}

/** In the page: the notes, with times counted from the end of parsing, ms. */
export function readNotes(): { firstMs: number | null; allMs: number | null; marks: number; latencies: number[] } {
  const { firstMark, lastChange, marks, latencies } = (globalThis as unknown as { pageNotes: PageNotes }).pageNotes;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const parsed = navigation?.domContentLoadedEventStart ?? 0;
  return {
    firstMs: firstMark === null ? null : firstMark - parsed,
    allMs: firstMark === null ? null : lastChange - parsed,
    marks,
    latencies: [...latencies],
  };
}
