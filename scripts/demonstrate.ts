import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { cardText } from '../tests/browser/card-text.ts';
import { type BrowserName, findBrowser, newEnough } from '../tests/browser/find-browser.ts';
import { type Launched, launch, until } from '../tests/browser/launch.ts';
import { hover, marksOf, openPopup, pageTerms } from '../tests/browser/page-marks.ts';
import { buildAll } from './build.ts';
import { serveNewerDigest, setSource, syncNow } from './demonstrate-sync.ts';
import { serveFolder } from './serve-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const SHOTS = join(ROOT, '.output/demonstration');
const USAGE = 'npm start [-- URL|FILE] [--browser chromium|firefox] [--headless]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: 'string' }, headless: { type: 'boolean', default: false } },
});

try {
  await demonstrate();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function demonstrate(): Promise<void> {
  const name = chosenBrowser();
  findBrowser(name);
  buildAll([name]);
  const { url, close } = await pageToOpen(positionals[0]);
  const headless = values.headless || !hasDisplay();
  const newer = await serveNewerDigest(SHOTS);
  const launched = await launch(name, { headless });
  await setSource(launched, newer.source);
  const page = await openPage(launched, url);
  if (headless) {
    await report(launched, page, url);
    await launched.browser.close();
  } else {
    console.log(
      `Opened ${url} in ${name}. Rest the pointer on a dotted word; press the toolbar button for the list, and “Sync now” there: a newer digest is published at ${newer.source.url}. Close the browser to end.`,
    );
    await new Promise((ended) => launched.browser.once('disconnected', ended));
  }
  close();
  await newer.close();
}

function chosenBrowser(): BrowserName {
  if (values.browser === undefined) return newEnough('chromium') || !newEnough('firefox') ? 'chromium' : 'firefox';
  if (values.browser === 'chromium' || values.browser === 'firefox') return values.browser;
  throw new Error(`--browser: "${values.browser}" is not known; write chromium or firefox.\nUsage: ${USAGE}`);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The page asked for; a file is served on loopback, for browsers keep extensions out of files by default. */
async function pageToOpen(asked: string | undefined): Promise<{ url: string; close: () => void }> {
  if (asked !== undefined && /^https?:\/\//.test(asked)) return { url: asked, close: () => undefined };
  const file = asked === undefined ? join(ROOT, 'scripts/sample/news.html') : resolve(asked);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new Error(`There is no file "${asked}". Give a file or an http(s) address.\nUsage: ${USAGE}`);
  const { origin, close } = await serveFolder(dirname(file));
  return { url: `${origin}/${encodeURIComponent(basename(file))}`, close };
}

async function openPage({ browser }: Launched, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.bringToFront();
  return page;
}

/** With no display, what a person would see: the terms found, the text of a card, and pictures. */
async function report(launched: Launched, page: Page, url: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  const shot = (what: string) => join(SHOTS, `${launched.name}-${what}.png`) as `${string}.png`;
  console.log(`\nNo display: a headless ${launched.name} opens ${url}\n`);
  const terms = await pageTerms(launched, page);
  await page.screenshot({ path: shot('page') });
  console.log(`${terms.length} terms on the page:\n  ${terms.join('\n  ')}\n`);
  const mark = (await marksOf(page, 1))[1] ?? (await marksOf(page, 0))[0];
  if (mark) {
    await hover(page, mark);
    const text = await until('a card is open', () => cardText(launched, page));
    await new Promise((settled) => setTimeout(settled, 200));
    await page.screenshot({ path: shot('card') });
    console.log(`Card opened on “${mark.surface}”:\n  ${text}\n`);
  }
  const popup = await openPopup(launched, page);
  await popup.screenshot({ path: shot('popup') });
  const { page: sources, said } = await syncNow(launched);
  await sources.screenshot({ path: shot('sources') });
  console.log(`“Sync now”, with a newer digest published on this machine:\n  ${said}\n`);
  console.log(`Pictures of page, card, popup and sources: ${SHOTS}`);
}
