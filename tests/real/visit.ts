import type { Page } from 'puppeteer-core';
import { type Launched, until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';

/** A mark as it stands on a page, with what is around it. */
export interface StandingMark {
  readonly text: string;
  /** The characters beside it in its text nodes; '' at their ends. */
  readonly before: string;
  readonly after: string;
  /** Whether it is in code, a control, a menu or text being written. */
  readonly misplaced: boolean;
}

/** What one visit to a page showed. */
export interface Visit {
  /** The page as the browser would write it out, when nothing moved any more. */
  readonly html: string;
  readonly errors: readonly string[];
  readonly marks: readonly StandingMark[];
  /** From the end of parsing to the first mark, ms; undefined where nothing was marked. */
  readonly firstMarkMs: number | undefined;
  /** Longest task of the page, its own and ours, ms; 0 where none was over 50 ms, undefined where the browser does not tell. */
  readonly longestTaskMs: number | undefined;
}

/** A section that every page is served with at its end: once it is marked, all before it has been read. */
export const END_OF_PAGE = '<section id="end-of-page"><h2>ICANN</h2></section>';

/** No mark has come or gone for so long, ms. */
const QUIET_MS = 500;

/** A window that visits one page after another; a host of its own keeps it in one process of the browser. */
export class Visitor {
  readonly page: Page;
  readonly host: string;
  /** All errors so far, in their order. */
  readonly errors: readonly string[];
  /** How many of them visits have told: some come late, and are told with the next. */
  #told = 0;

  private constructor(page: Page, host: string) {
    this.page = page;
    this.host = host;
    this.errors = recordErrors(page);
    page.on('dialog', (dialog) => void dialog.dismiss());
  }

  /** @param lane tells the windows of one browser apart */
  static async start({ browser }: Launched, lane: number): Promise<Visitor> {
    const page = await browser.newPage({ type: 'window' });
    await page.evaluateOnNewDocument(watchMarks);
    return new Visitor(page, `lane-${lane}.localhost`);
  }

  /**
   * Opens a page and waits until it is loaded, and no mark comes or goes any more.
   * @param marked whether marks are expected
   */
  async visit(port: number, path: string, { marked }: { marked: boolean }): Promise<Visit> {
    await this.page.goto(`http://${this.host}:${port}${path}`, { waitUntil: 'load', timeout: 60_000 });
    await until(`${path} is read to its end`, () => this.page.evaluate(isRead, marked, QUIET_MS), 30_000);
    const { firstMarkMs, longestTaskMs, ...seen } = await this.page.evaluate(readPage);
    const times = { firstMarkMs: firstMarkMs ?? undefined, longestTaskMs: longestTaskMs ?? undefined };
    const errors = this.errors.slice(this.#told);
    this.#told += errors.length;
    return { ...seen, ...times, errors };
  }
}

interface MarkWatch {
  first: number | null;
  changed: number;
  longestTask: number | null;
}

/** In the page, before its own scripts: makes chance and time the same at each visit, and notes when marks come. */
function watchMarks(): void {
  let seed = 1;
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let now = 1_795_000_000_000;
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts: []) {
      super(...((parts.length === 0 ? [now++] : parts) as []));
    }
    static override now() {
      return now++;
    }
  } as DateConstructor;
  const watch: MarkWatch = { first: null, changed: 0, longestTask: null };
  Object.defineProperty(globalThis, 'markWatch', { value: watch });
  let last: Highlight | undefined;
  let size = 0;
  const look = () => {
    const marks = CSS.highlights.get('newsgloss');
    if (marks) watch.first ??= performance.now();
    if (marks !== last || (marks?.size ?? 0) !== size) watch.changed = performance.now();
    last = marks;
    size = marks?.size ?? 0;
    requestAnimationFrame(look);
  };
  look();
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return;
  watch.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longestTask = Math.max(watch.longestTask ?? 0, duration);
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * In the page: whether it is loaded, its last words are marked, and nothing has come or gone since. Where the page
 * does not show them, a longer silence must do.
 */
function isRead(marked: boolean, quietMs: number): boolean {
  const { changed } = (globalThis as unknown as { markWatch: MarkWatch }).markWatch;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const silence = performance.now() - Math.max(changed, navigation?.loadEventEnd ?? 0);
  const end = document.querySelector('#end-of-page');
  if (!marked || !end?.checkVisibility({ visibilityProperty: true })) return silence > (marked ? 3 : 1) * quietMs;
  const marks = [...(CSS.highlights.get('newsgloss') ?? [])];
  return silence > quietMs && marks.some(({ startContainer }) => end.contains(startContainer));
}

/** In the page. */
function readPage() {
  const { first, longestTask } = (globalThis as unknown as { markWatch: MarkWatch }).markWatch;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const unread = 'code, pre, kbd, samp, nav, button, textarea, select, script, style, svg, math, [contenteditable=""]';
  const marks = [...(CSS.highlights.get('newsgloss') ?? [])].map((mark) => {
    const range = new Range();
    range.setStart(mark.startContainer, mark.startOffset);
    range.setEnd(mark.endContainer, mark.endOffset);
    return {
      text: range.toString(),
      before: mark.startContainer.nodeValue?.slice(0, mark.startOffset).slice(-1) ?? '',
      after: mark.endContainer.nodeValue?.slice(mark.endOffset).slice(0, 1) ?? '',
      misplaced: mark.startContainer.parentElement?.closest(unread) != null,
    };
  });
  return {
    html: new XMLSerializer().serializeToString(document),
    marks,
    firstMarkMs: first === null ? null : first - (navigation?.domContentLoadedEventStart ?? 0),
    longestTaskMs: longestTask,
  };
}
