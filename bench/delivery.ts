import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { type Launched, launch, until } from '../tests/browser/launch.ts';
import { OFFLINE } from '../tests/browser/offline.ts';
import { type PageServer, servePages } from '../tests/e2e/pages.ts';
import { stopBackground } from '../tests/e2e/stop-background.ts';
import { memoryOf } from './delivery/memory.ts';
import { writeProbe } from './delivery/probe.ts';
import { printTable, quantile, type Row, rounded } from './table.ts';

const COUNTS = [2_000, 20_000, 100_000];
const AWAKE_ROUNDS = 15;
const ASLEEP_ROUNDS = 5;
/** Firefox puts the background to sleep after so long without work, ms. */
const SLEEPS_SOON = { 'extensions.background.idle.timeout': 3000 };
/** Memory goes on changing for so long after pages are loaded, ms. */
const SETTLE_MS = 5_000;

const { values } = parseArgs({ options: { tabs: { type: 'string', default: '100' } } });
const TABS = Number(values.tabs);

const WAYS = ['none', 'store', 'storage', 'message'];
const server = await servePages(
  Object.fromEntries(
    WAYS.flatMap((way) => COUNTS.map((count) => [`/${way}-${count}`, { html: '<!doctype html><title>x</title><p>x' }])),
  ),
);
for (const name of ['chromium', 'firefox'] as const) {
  const build = writeProbe(name, COUNTS);
  const start = () => launch(name, { ...OFFLINE, build, preferences: { ...OFFLINE.preferences, ...SLEEPS_SOON } });
  printTable(`How long a page waits for its lexicon in ${name}, median ms`, await timesIn(start, server));
  if (TABS > 0)
    printTable(`Memory of ${name} with ${TABS} tabs that hold a lexicon each`, await memoryIn(start, server));
}
server.close();

async function timesIn(start: () => Promise<Launched>, server: PageServer): Promise<Row[]> {
  const launched = await start();
  const page = await launched.browser.newPage();
  const rows: Row[] = [];
  for (const count of COUNTS) {
    await visit(page, server, `store-${count}`);
    const { bytes } = await visit(page, server, `storage-${count}`);
    rows.push({
      labels: count,
      'lexicon, kB': rounded(bytes / 1000, 0),
      'storage.local, background awake': await median(AWAKE_ROUNDS, page, server, `storage-${count}`),
      'the same, asleep': await medianAsleep(launched, page, server, `storage-${count}`),
      'message, background awake': await median(AWAKE_ROUNDS, page, server, `message-${count}`),
      'the same, asleep ': await medianAsleep(launched, page, server, `message-${count}`),
    });
  }
  await launched.browser.close();
  return rows;
}

async function memoryIn(start: () => Promise<Launched>, server: PageServer): Promise<Row[]> {
  const rows: Row[] = [];
  for (const path of ['none-2000', ...COUNTS.map((count) => `storage-${count}`)]) {
    const launched = await start();
    const page = await launched.browser.newPage();
    for (const count of COUNTS) await visit(page, server, `store-${count}`);
    const open = async (tab: number) => visit(await launched.browser.newPage(), server, path, `tab-${tab}`);
    for (let tab = 0; tab < TABS; tab++) await open(tab);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const megabytes = memoryOf(launched.browser.process()?.pid) / 1e6;
    const before = Number(rows[0]?.['all processes, MB'] ?? megabytes);
    rows.push({
      labels: path.startsWith('none') ? 'no lexicon' : Number(path.split('-')[1]),
      'all processes, MB': rounded(megabytes, 0),
      'a tab more than without, MB': rounded((megabytes - before) / TABS),
    });
    await launched.browser.close();
  }
  return rows;
}

/** Opens a page on a host of its own, so that browsers give it a process of its own as they do sites; says how long its lexicon took, ms. */
async function visit(page: Page, { origin }: PageServer, path: string, host = 'page') {
  await page.goto(`http://${host}.localhost:${new URL(origin).port}/${path}`);
  const written = await until(`${path} has its lexicon`, () =>
    page.evaluate(() => document.documentElement.dataset.took),
  );
  const [took = Number.NaN, bytes = Number.NaN] = written.split(' ').map(Number);
  return { took, bytes };
}

async function median(rounds: number, page: Page, server: PageServer, path: string): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push((await visit(page, server, path)).took);
  return rounded(quantile(samples, 0.5), 1);
}

async function medianAsleep(launched: Launched, page: Page, server: PageServer, path: string): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < ASLEEP_ROUNDS; round++) {
    // Only a message wakes it, so that it can be put to sleep again.
    await visit(page, server, `message-${COUNTS[0]}`);
    await stopBackground(launched);
    await page.bringToFront();
    samples.push((await visit(page, server, path)).took);
  }
  return rounded(quantile(samples, 0.5), 1);
}
