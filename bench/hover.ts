import type { Page } from 'puppeteer-core';
import { buildAll } from '../scripts/build.ts';
import { until } from '../tests/browser/launch.ts';
import { hover, marksOf } from '../tests/browser/page-marks.ts';
import { samplePage, servePages } from '../tests/e2e/pages.ts';
import { Reader } from '../tests/e2e/reader.ts';
import { OPEN_DELAY_MS } from '../utils/page/hover.ts';
import { quantile, type Row, rounded } from './table.ts';

const ROUNDS = 40;

/** The time a reader waits beyond the intent delay; beside it a page's own popover, shown by a timer of the same length. */
export async function benchHover(): Promise<Row[]> {
  buildAll(['chromium']);
  const server = await servePages({ '/': samplePage() });
  const reader = await Reader.start('chromium', {});
  const page = await reader.read(`${server.origin}/`);
  await page.evaluate(watchForPaint);
  const ours: number[] = [];
  const count = (await marksOf(page)).length;
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timeOf(page, round % count));
    await reader.escape(page);
  }
  const baseline: number[] = [];
  for (let round = 0; round < ROUNDS; round++) baseline.push(await page.evaluate(timePlainPopover, OPEN_DELAY_MS));
  await reader.close();
  server.close();
  const row = (what: string, samples: readonly number[]): Row => ({
    what,
    'median, ms': rounded(quantile(samples, 0.5), 1),
    'p95, ms': rounded(quantile(samples, 0.95), 1),
    'p95 ÷ plain popover': rounded(quantile(samples, 0.95) / quantile(baseline, 0.95)),
  });
  return [row('card of Newsgloss', ours), row('plain popover of a page', baseline)];
}

interface Stopwatch {
  entered: number;
  painted: number;
}

/** In the page: notes when the pointer last moved, and when a card was painted (two frames after it came). */
function watchForPaint(): void {
  const watch: Stopwatch = { entered: 0, painted: 0 };
  Object.assign(globalThis, { watch });
  document.addEventListener('pointermove', () => {
    watch.entered = performance.now();
  });
  new MutationObserver(() => {
    if (!document.querySelector('newsgloss-card')) return;
    requestAnimationFrame(() => requestAnimationFrame(() => (watch.painted = performance.now())));
  }).observe(document.documentElement, { childList: true });
}

async function timeOf(page: Page, index: number): Promise<number> {
  await page.evaluate(() => ((globalThis as unknown as { watch: Stopwatch }).watch.painted = 0));
  const spot = (await marksOf(page, index))[index];
  if (!spot) throw new Error('The page has fewer marks than before.');
  await hover(page, spot);
  const { entered, painted } = await until('a card is painted', async () => {
    const watch = await page.evaluate(() => (globalThis as unknown as { watch: Stopwatch }).watch);
    return watch.painted > 0 && watch;
  });
  return painted - entered - OPEN_DELAY_MS;
}

/** In the page: how late a popover of the page's own is painted after a timer. */
function timePlainPopover(delay: number): Promise<number> {
  const start = performance.now();
  return new Promise((resolve) => {
    setTimeout(() => {
      const element = document.createElement('div');
      element.popover = 'manual';
      element.textContent = 'plain';
      document.documentElement.append(element);
      element.showPopover();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          element.remove();
          resolve(performance.now() - start - delay);
        }),
      );
    }, delay);
  });
}
