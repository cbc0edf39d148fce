import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Browser as WebExtension } from 'webextension-polyfill';
import type { BrowserName } from '../tests/browser/find-browser.ts';
import { GECKO_ID, type Launched, launch, openOwnPage, until } from '../tests/browser/launch.ts';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { inventedNames } from './corpus.ts';
import { privateMemoryMb } from './memory.ts';
import { printTable, quantile, type Row, rounded } from './table.ts';

/**
 * How a lexicon gets from the background to a page: a small extension of its own tries each way, in both browsers.
 * Takes some minutes: `node bench/delivery.ts`, or `node bench/delivery.ts firefox`.
 */

const ROOT = join(import.meta.dirname, '..');
const SIZES = [2_000, 20_000, 100_000] as const;
const ROUNDS = 9;
const ASLEEP_ROUNDS = 3;
const TABS = 10;
const LABELS_PER_TERM = 3;
const FIREFOX_IDLE_MS = 1_000;

type Way = 'storage' | 'message';

/** In the scripts of the probe. */
declare const browser: WebExtension;

/** A lexicon of made-up terms with three labels each. */
function lexiconOf(labels: number): Uint8Array {
  const names = inventedNames(labels);
  const terms = Array.from({ length: Math.ceil(labels / LABELS_PER_TERM) }, (_, index) => ({
    id: `made-up-${index}`,
    kind: 'organisation',
    labels: names
      .slice(index * LABELS_PER_TERM, (index + 1) * LABELS_PER_TERM)
      .map((text) => ({ text, cues: [], anticues: [], except: [] })),
    related: [],
  }));
  return new Uint8Array(compileLexicon({ terms, stories: [], countries: [] }));
}

/** The background of the probe: keeps every lexicon in both places, and answers with one. Written into a file of its own. */
function background(): void {
  const kept = new Map<string, ArrayBuffer>();
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('probe');
    request.onupgradeneeded = () => request.result.createObjectStore('lexicons');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const inStore = async (mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest): Promise<unknown> => {
    const request = run((await opened).transaction('lexicons', mode).objectStore('lexicons'));
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  };
  const keep = async (name: string): Promise<number> => {
    const buffer = await (await fetch(browser.runtime.getURL(`${name}.bin`))).arrayBuffer();
    await inStore('readwrite', (store) => store.put(buffer, name));
    await browser.storage.local.set({ [name]: new Uint8Array(buffer).toBase64() });
    return buffer.byteLength;
  };
  const read = async (name: string): Promise<ArrayBuffer | undefined> => {
    const buffer = kept.get(name) ?? (await inStore('readonly', (store) => store.get(name)));
    if (!(buffer instanceof ArrayBuffer)) return undefined;
    kept.set(name, buffer);
    return buffer;
  };
  browser.runtime.onMessage.addListener(async (message: unknown) => {
    const { keeps, name } = message as { keeps: boolean; name: string };
    return keeps ? keep(name) : read(name);
  });
}

/** The content script of the probe: does what the address asks for and writes the times into the page. */
function contentScript(): void {
  const [way = '', name = '', rounds = '1'] = location.hash.slice(1).split('/');
  let held: ArrayBuffer | undefined;
  const get = async (): Promise<ArrayBuffer> => {
    if (way === 'message') return browser.runtime.sendMessage({ keeps: false, name });
    const stored = await browser.storage.local.get(name);
    return Uint8Array.fromBase64(String(stored[name])).buffer;
  };
  const run = async () => {
    if (way === 'keep') return [Number(await browser.runtime.sendMessage({ keeps: true, name }))];
    const times: number[] = [];
    for (let round = 0; round < Number(rounds); round++) {
      const start = performance.now();
      held = await get();
      times.push(performance.now() - start);
    }
    return times;
  };
  run().then(
    (times) => (document.documentElement.dataset.times = JSON.stringify({ times, bytes: held?.byteLength })),
    (error) => (document.documentElement.dataset.times = JSON.stringify({ error: String(error) })),
  );
}

function writeProbe(browser: BrowserName, lexicons: ReadonlyMap<string, Uint8Array>): string {
  const folder = join(ROOT, '.output/bench/delivery', browser);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of lexicons) writeFileSync(join(folder, `${name}.bin`), bytes);
  writeFileSync(join(folder, 'blank.html'), '<!doctype html>');
  writeFileSync(join(folder, 'background.js'), `(${background})();`);
  writeFileSync(join(folder, 'content.js'), `(${contentScript})();`);
  const isFirefox = browser === 'firefox';
  const manifest = {
    manifest_version: 3,
    name: 'Delivery probe',
    version: '1',
    permissions: ['storage', 'unlimitedStorage'],
    background: isFirefox ? { scripts: ['background.js'] } : { service_worker: 'background.js' },
    content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'] }],
    ...(isFirefox
      ? { browser_specific_settings: { gecko: { id: GECKO_ID } }, host_permissions: ['http://127.0.0.1/*'] }
      : { message_serialization: 'structured_clone' }),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

interface Answer {
  readonly times: readonly number[];
}

/** Opens a page of its own that does what is asked; `page` is left open. */
async function ask(
  { browser }: Launched,
  origin: string,
  what: string,
): Promise<{ page: Page; times: readonly number[] }> {
  const page = await browser.newPage();
  await page.goto(`${origin}/#${what}`);
  const text = await until(
    `the page did "${what}"`,
    () => page.evaluate(() => document.documentElement.dataset.times),
    60_000,
  );
  const answer: Answer | { error: string } = JSON.parse(text);
  if ('error' in answer) throw new Error(`${what}: ${answer.error}`);
  return { page, times: answer.times };
}

/** Puts the background to sleep, the way the browser does. */
async function sleep(launched: Launched): Promise<void> {
  if (launched.name === 'firefox') {
    await new Promise((resolve) => setTimeout(resolve, 4 * FIREFOX_IDLE_MS));
    return;
  }
  const page = await openOwnPage(launched, 'blank.html');
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function timesAsleep(launched: Launched, origin: string, what: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ASLEEP_ROUNDS; round++) {
    await sleep(launched);
    const { page, times: own } = await ask(launched, origin, `${what}/1`);
    times.push(...own);
    await page.close();
  }
  return times;
}

/** Memory that one more tab holding the lexicon takes, beside one with none. */
async function memoryPerTab(launched: Launched, origin: string, what: string): Promise<number> {
  const pages: Page[] = [];
  for (let tab = 0; tab < TABS; tab++) pages.push((await ask(launched, origin, what)).page);
  const used = privateMemoryMb(launched.browser.process()?.pid ?? 0);
  for (const page of pages) await page.close();
  return used / TABS;
}

async function measure(
  browser: BrowserName,
  lexicons: ReadonlyMap<string, Uint8Array>,
  origin: string,
): Promise<Row[]> {
  const preferences = { 'extensions.background.idle.timeout': FIREFOX_IDLE_MS };
  const launched = await launch(browser, { build: writeProbe(browser, lexicons), pagesOnly: true, preferences });
  const rows: Row[] = [];
  for (const [name, { byteLength }] of lexicons) {
    await (await ask(launched, origin, `keep/${name}`)).page.close();
    const row: Row = { labels: name, kB: Math.round(byteLength / 1000) };
    for (const way of ['storage', 'message'] satisfies Way[]) {
      const { page, times } = await ask(launched, origin, `${way}/${name}/${ROUNDS}`);
      await page.close();
      row[`${way}, awake, ms`] = rounded(quantile(times, 0.5), 1);
      row[`${way}, asleep, ms`] = rounded(quantile(await timesAsleep(launched, origin, `${way}/${name}`), 0.5), 1);
    }
    row['MB a tab, all in'] = rounded(await memoryPerTab(launched, origin, `storage/${name}/1`), 1);
    rows.push(row);
  }
  await launched.browser.close();
  return rows;
}

const lexicons = new Map(SIZES.map((size) => [String(size), lexiconOf(size)]));
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>Probe</title><p>Probe');
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browsers = (process.argv[2] ?? 'chromium,firefox')
  .split(',')
  .filter((name) => name === 'chromium' || name === 'firefox');
for (const name of browsers)
  printTable(`Delivery: until a page of ${name} has the lexicon`, await measure(name, lexicons, origin));
server.close();
