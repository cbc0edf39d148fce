import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { type Launched, launch } from '../../tests/browser/launch.ts';
import { OFFLINE } from '../../tests/browser/offline.ts';
import type { Digest } from '../../utils/digest/schema.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { quantile, type Row, rounded } from '../table.ts';
import type { ScanTimes } from './scan-in-page.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.output/bench');
const FILE = 'scan-in-page.js';
/** Each page is loaded so often; what it takes the first time it is read counts, and the best of some times after. */
const LOADS = 3;
const AGAIN = 5;

/** What reading one page takes: at first, with nothing compiled yet, as every page begins; and when it is read again. */
export interface Scan {
  readonly page: string;
  readonly first: ScanTimes;
  readonly again: ScanTimes;
}

declare const scanPage: (labels: string, signs: string) => ScanTimes;

/** Reads pages with the modules of the content script, without the extension around them. */
export async function measureScanning(
  digest: Digest,
  pages: readonly { readonly name: string; readonly url: string }[],
): Promise<Scan[]> {
  const script = await bundled();
  const { labels, signs } = compileLexicon(digest);
  const lexicon = [labels, signs].map((buffer) => Buffer.from(buffer).toString('base64')) as [string, string];
  const launched = await launch('chromium', { ...OFFLINE, bare: true });
  try {
    const scans: Scan[] = [];
    for (const { name, url } of pages) {
      const loads: (readonly [ScanTimes, ScanTimes])[] = [];
      for (let load = 0; load < LOADS; load++) loads.push(await scanOnce(launched, url, script, lexicon));
      scans.push({
        page: name,
        first: fastest(loads.map(([first]) => first)),
        again: fastest(loads.map(([, again]) => again)),
      });
    }
    return scans;
  } finally {
    await launched.browser.close();
  }
}

async function scanOnce(
  { browser }: Launched,
  url: string,
  script: string,
  lexicon: readonly [string, string],
): Promise<readonly [ScanTimes, ScanTimes]> {
  const page = await browser.newPage({ type: 'window' });
  try {
    await page.goto(url);
    await page.evaluate(script);
    const scan = () => page.evaluate((labels, signs) => scanPage(labels, signs), ...lexicon);
    const first = await scan();
    const again: ScanTimes[] = [];
    for (let time = 0; time < AGAIN; time++) again.push(await scan());
    return [first, fastest(again)];
  } finally {
    await page.close();
  }
}

/** The one that others disturbed least. */
function fastest(scans: readonly ScanTimes[]): ScanTimes {
  return scans.reduce((best, scan) => (totalOf(scan) < totalOf(best) ? scan : best));
}

function totalOf({ walking, finding, deciding, marking }: ScanTimes): number {
  return walking + finding + deciding + marking;
}

/** Medians over the pages. */
export function scanRows(scans: readonly Scan[]): Row[] {
  const row = (what: string, of: (scan: Scan) => ScanTimes): Row => {
    const all = scans.map(of);
    const median = (value: (times: ScanTimes) => number) => rounded(quantile(all.map(value), 0.5), 2);
    return {
      'a page is read': what,
      'walking, ms': median(({ walking }) => walking),
      'finding, ms': median(({ finding }) => finding),
      'deciding, ms': median(({ deciding }) => deciding),
      'marking, ms': median(({ marking }) => marking),
      'all, ms': median(totalOf),
      'all, p95 of pages': rounded(quantile(all.map(totalOf), 0.95), 1),
      'floor, ms': median(({ floor }) => floor),
      'all ÷ floor': median((times) => totalOf(times) / times.floor),
      characters: median(({ characters }) => characters),
    };
  };
  return [row('for the first time', ({ first }) => first), row('again', ({ again }) => again)];
}

async function bundled(): Promise<string> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      lib: {
        entry: join(import.meta.dirname, 'scan-in-page.ts'),
        formats: ['iife'],
        name: 'scanning',
        fileName: () => FILE,
      },
      outDir: FOLDER,
      emptyOutDir: false,
      target: 'es2024',
    },
  });
  return readFileSync(join(FOLDER, FILE), 'utf8');
}
