import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSources } from '../publisher/read-sources.ts';
import { buildAll } from '../scripts/build.ts';
import { BUILDS } from '../tests/browser/launch.ts';
import { type PageServer, servePages } from '../tests/e2e/pages.ts';
import { richBuild } from '../tests/real/rich-build.ts';
import { END_OF_PAGE } from '../tests/real/visit.ts';
import { measureRest } from './browser/at-rest.ts';
import { type BenchPage, benchPages, idlePage, liveBlog, longPage } from './browser/bench-pages.ts';
import { type Contestant, startContestants } from './browser/contestants.ts';
import { type Load, measureLoad } from './browser/load.ts';
import { medianRows, type PageLoads, pageRows, restRows } from './browser/report.ts';
import { measureScanning, scanRows } from './browser/scanning.ts';
import { printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, '.output/bench/browser.json');
/** A page must be done after so long, ms; mark.js is not on many pages with many labels. */
const LIMIT_MS = 30_000;
const LONG = 10_000_000;

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    names: { type: 'boolean', default: false },
    scripts: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
    only: { type: 'string', default: 'pages,scanning,long,rest' },
  },
});

const parts = values.only.split(',');
const pages =
  parts.includes('pages') || parts.includes('scanning')
    ? benchPages(Number(values.pages), { scripts: values.scripts })
    : [];
const long: BenchPage = { name: 'long', served: { html: longPage(LONG) + END_OF_PAGE } };
const atRest = [idlePage(), liveBlog()];

buildAll(['chromium']);
const { digest, folder } = values.names
  ? richBuild('chromium')
  : { digest: readSources(join(ROOT, 'digest')), folder: BUILDS.chromium };
const server = await servePages(
  Object.fromEntries([...pages, long, ...atRest].map(({ name, served }) => [`/${name}`, served])),
);
const contestants = await startContestants(digest, folder);
const [without, ours] = contestants;

const report = {
  labels: digest.terms.reduce((sum, { labels }) => sum + labels.length, 0),
  options: values,
  scanning: parts.includes('scanning')
    ? await measureScanning(
        digest,
        pages.map(({ name }) => ({ name, url: addressOf(server.origin, name) })),
      )
    : [],
  pages: await loadAll(
    parts.includes('pages') ? pages : [],
    values.alone ? contestants.slice(0, 2) : contestants,
    server,
  ),
  long: parts.includes('long') ? await loadAll([long], contestants.slice(0, 2), server) : [],
  rest: parts.includes('rest') && without && ours ? await restOf(without, ours, server) : [],
};

mkdirSync(join(OUTPUT, '..'), { recursive: true });
writeFileSync(OUTPUT, `${JSON.stringify(report, null, 1)}\n`);
const of = `${report.labels} labels, scripts of the pages ${values.scripts ? 'on' : 'off'}`;
if (report.scanning.length > 0)
  printTable(`${report.scanning.length} pages, ${of}: reading alone`, scanRows(report.scanning));
if (report.pages.length > 0) {
  printTable(`${report.pages.length} pages, ${of}: medians`, medianRows(report.pages));
  printTable('Page by page: what Newsgloss adds', pageRows(report.pages));
}
if (report.long.length > 0) printTable('A page of 10 MB of text', pageRows(report.long));
if (report.rest.length > 0) printTable(`Left alone for ${values.seconds} s`, report.rest);
console.log(`\nAll figures: ${OUTPUT}`);
for (const { launched } of contestants) await launched.browser.close();
server.close();

/** Each page with each contestant in turn, so that a slower minute of the machine meets all alike. */
async function loadAll(
  chosen: readonly BenchPage[],
  among: readonly Contestant[],
  { origin }: PageServer,
): Promise<PageLoads[]> {
  const results: PageLoads[] = [];
  for (const { name } of chosen) {
    const loads: Record<Contestant['name'], Load[]> = { without: [], Newsgloss: [], 'mark.js': [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const contestant of among) {
        if (contestant.name === 'mark.js' && round > 0) continue;
        const load = await measureLoad(contestant, addressOf(origin, name), LIMIT_MS).catch((error: unknown) => {
          console.log(`${name}, ${contestant.name}: ${error instanceof Error ? error.message : error}`);
        });
        if (!load) continue;
        loads[contestant.name].push(load);
        console.log(`${name}, ${contestant.name}: script ${load.scriptMs.toFixed(1)} ms, ${load.marks} marks`);
      }
    }
    results.push({ page: name, loads });
  }
  return results;
}

/** Both browsers at once: what slows the machine slows both. */
async function restOf(bare: Contestant, extended: Contestant, { origin }: PageServer) {
  const urls = atRest.map(({ name }) => addressOf(origin, name));
  const [alone, together] = await Promise.all(
    [bare, extended].map((contestant) => measureRest(contestant, urls, Number(values.seconds))),
  );
  return restRows(
    atRest.map(({ name }) => name),
    alone ?? [],
    together ?? [],
  );
}

/** On a host of its own, so that each page has a process of its own. */
function addressOf(origin: string, name: string): string {
  return `http://${name}.localhost:${new URL(origin).port}/${name}`;
}
