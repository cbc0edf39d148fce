import type { Page } from 'puppeteer-core';
import type { Contestant } from './contestants.ts';
import { readTrace, traced } from './trace.ts';

/** What a page that is read and left alone goes on costing. */
export interface Rest {
  /** Of one core, by all threads of the page's process, in per cent. */
  readonly processPercent: number;
  /** Of one core, by the page's main thread. */
  readonly mainThreadPercent: number;
  /** Of one core, by the extension's own scripts. */
  readonly ownPercent: number;
  /** Tasks in which a script of the extension ran. */
  readonly wakeUps: number;
}

/** Long enough for a page to be read and its first work to be done, ms. */
const SETTLE_MS = 5_000;

/** Watches pages in one browser, one after the other for so many seconds each: a trace knows the page it was asked of. */
export async function measureRest(
  { launched: { browser } }: Contestant,
  urls: readonly string[],
  seconds: number,
): Promise<Rest[]> {
  const rests: Rest[] = [];
  for (const url of urls) {
    const page = await browser.newPage({ type: 'window' });
    await page.goto(url);
    await pause(SETTLE_MS);
    rests.push(await restOf(page, seconds));
    await page.close();
  }
  return rests;
}

async function restOf(page: Page, seconds: number): Promise<Rest> {
  const before = await cpuSeconds(page);
  const trace = await traced(page, () => pause(seconds * 1000));
  const after = await cpuSeconds(page);
  const { pid, tasks } = readTrace(trace, page.url());
  const percent = (ms: number) => ms / (10 * seconds);
  return {
    processPercent: percent(1000 * ((after.get(pid) ?? 0) - (before.get(pid) ?? 0))),
    mainThreadPercent: percent(tasks.reduce((sum, { ms }) => sum + ms, 0)),
    ownPercent: percent(tasks.reduce((sum, { ownMs }) => sum + ownMs, 0)),
    wakeUps: tasks.filter(({ ownMs }) => ownMs > 0).length,
  };
}

/** CPU time that each process of the browser has used so far. */
async function cpuSeconds(page: Page): Promise<Map<number, number>> {
  const session = await page.browser().target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
