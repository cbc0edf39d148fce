import type { CDPSession, KeyInput, Page } from 'puppeteer-core';
import { until } from '../../tests/browser/launch.ts';
import type { Contestant } from './contestants.ts';
import { isDone, readNotes, takeNotes } from './in-page.ts';
import { readTrace, traced } from './trace.ts';

/** What one load of a page cost, from the beginning until nothing changed any more; CPU ms of the main thread, and kB. */
export interface Load {
  /** All scripts, whoever's. */
  readonly scriptMs: number;
  /** Layout and style. */
  readonly layoutMs: number;
  readonly longestTaskMs: number;
  /** The extension's own scripts, and the most of it in one task. */
  readonly ownMs: number;
  readonly longestOwnMs: number;
  /** JavaScript heap and array buffers after a garbage collection. */
  readonly heapKb: number;
  readonly marks: number;
  /** From the end of parsing, by the clock; undefined where nothing was marked. */
  readonly firstMarkMs: number | undefined;
  readonly allMarksMs: number | undefined;
  /** From a key press to the end of the frame after it, by the clock, for each press. */
  readonly latencies: readonly number[];
}

const QUIET_MS = 500;
/** Keys are pressed this often after parsing, and for so long, ms. */
const PRESS_EVERY_MS = 50;
const PRESS_FOR_MS = 1500;
/** A key that does nothing by itself. */
const KEY: KeyInput = 'Shift';

/** Loads a page in a new window, pressing keys meanwhile. */
export async function measureLoad({ launched, name, script }: Contestant, url: string, limitMs: number): Promise<Load> {
  const page = await launched.browser.newPage({ type: 'window' });
  try {
    await page.evaluateOnNewDocument(takeNotes);
    if (script !== undefined) await page.evaluateOnNewDocument(script);
    const session = await page.createCDPSession();
    const trace = await traced(page, async () => {
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: limitMs });
      const presses = pressKeys(page);
      const done = until('it is done', () => page.evaluate(isDone, name !== 'without', QUIET_MS), limitMs);
      await within(limitMs, Promise.all([presses, done]));
    });
    const { firstMs, allMs, ...notes } = await page.evaluate(readNotes);
    const { tasks, scriptMs, layoutMs } = readTrace(trace, page.url());
    return {
      ...notes,
      scriptMs,
      layoutMs,
      longestTaskMs: Math.max(0, ...tasks.map(({ ms }) => ms)),
      ownMs: tasks.reduce((sum, { ownMs }) => sum + ownMs, 0),
      longestOwnMs: Math.max(0, ...tasks.map(({ ownMs }) => ownMs)),
      heapKb: await heapKb(session),
      firstMarkMs: firstMs ?? undefined,
      allMarksMs: allMs ?? undefined,
    };
  } finally {
    await page.close();
  }
}

/** A page that stands still answers nothing, not even how far it is. */
function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`was not done after ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** On time, whether or not the page has answered the one before: a page that stands still is not spared. */
async function pressKeys(page: Page): Promise<void> {
  const presses: Promise<void>[] = [];
  for (let elapsed = 0; elapsed < PRESS_FOR_MS; elapsed += PRESS_EVERY_MS) {
    presses.push(page.keyboard.press(KEY));
    await new Promise((resolve) => setTimeout(resolve, PRESS_EVERY_MS));
  }
  await Promise.all(presses);
}

async function heapKb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 1024;
}
