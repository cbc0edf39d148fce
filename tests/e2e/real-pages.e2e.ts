import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageSummary } from '../../utils/page/summary.ts';
import { type Launched, launch, openOwnPage } from '../browser/launch.ts';
import { OFFLINE } from '../browser/offline.ts';
import { pageSummary } from '../browser/page-summary.ts';
import { isFormOf } from '../real/forms.ts';
import { haveRealPages, readRealPages } from '../real/pages.ts';
import { type RichBuild, richBuild } from '../real/rich-build.ts';
import { END_OF_PAGE, type StandingMark, type Visit, Visitor } from '../real/visit.ts';
import { inLanes } from './lanes.ts';
import { type PageServer, servePages } from './pages.ts';

/** Pages that are visited at once, each with and without the extension. */
const LANES = 3;

/** Scripts of the page run, but nothing is fetched from elsewhere. */
const FROM_HERE_ONLY = {
  'content-security-policy': "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'none'",
};

/** Visits to a page whose own scripts write something else each time, or fail at some only, as one or two do that time themselves. */
const CHANCES = 3;

/** Letters of scripts that put spaces between words. */
const SPACED_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u;

/** So many pages lie beside the project, where they lie there at all. */
const PAGES = 65;

interface Compared {
  readonly page: string;
  readonly bare: Visit;
  readonly ours: Visit;
  readonly summary: PageSummary | undefined;
}

describe.skipIf(!haveRealPages()).each(['chromium', 'firefox'] as const)('real pages in %s', (name) => {
  const opened: Launched[] = [];
  let server: PageServer;
  let build: RichBuild;
  let lanes: Pair[] = [];
  let visits: Compared[] = [];

  beforeAll(async () => {
    build = richBuild(name);
    const pages = readRealPages();
    server = await servePages(
      Object.fromEntries(
        pages.map(({ name: page, html }) => [`/${page}`, { html: html + END_OF_PAGE, headers: FROM_HERE_ONLY }]),
      ),
    );
    const bare = await launch(name, { ...OFFLINE, bare: true });
    opened.push(bare);
    const ours = await launch(name, { ...OFFLINE, build: build.folder });
    opened.push(ours);
    const ownPage = await openOwnPage(ours, 'welcome.html');
    lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => pairOf(bare, ours, lane)));
    visits = await inLanes(LANES, pages, (page, lane) => compare(lanes[lane], server, page.name, ownPage));
  }, 500_000);

  afterAll(async () => {
    await Promise.all(opened.map(({ browser }) => browser.close()));
    server?.close();
  });

  it('are all visited', () => {
    expect(visits.map(({ page }) => page)).toEqual(readRealPages().map(({ name: page }) => page));
    expect(visits).toHaveLength(PAGES);
  });

  it('are left as they are, byte for byte', () => {
    expect(
      visits.flatMap(({ page, bare, ours }) => (ours.html === bare.html ? [] : differenceOf(page, bare, ours))),
    ).toEqual([]);
  });

  it('show no error that they do not show without the extension', () => {
    // Also those of visits that were repeated, or that came too late to be told with theirs.
    const known = new Set(lanes.flatMap(([bare]) => bare.errors));
    expect(
      visits.flatMap(({ page, ours }) =>
        ours.errors.filter((error) => !known.has(error)).map((error) => `${page}: ${error}`),
      ),
    ).toEqual([]);
  });

  it('bear marks on words that name a term of theirs, and on whole words of prose only', () => {
    const labelsOf = new Map(build.digest.terms.map(({ id, labels }) => [id as string, labels]));
    const faults = visits.flatMap(({ page, ours, summary }) => {
      const labels = (summary?.terms ?? []).flatMap(({ id }) => labelsOf.get(id) ?? []);
      return ours.marks
        .filter((mark) => !isRight(mark) || !isFormOf(labels, mark.text))
        .map((mark) => ({ page, ...mark }));
    });
    expect(faults).toEqual([]);
  });

  it('are said to name a term where its words are marked, and no more often marked than named', () => {
    const labelsOf = new Map(build.digest.terms.map(({ id, labels }) => [id as string, labels]));
    const faults = visits.flatMap(({ page, ours, summary }) => {
      const terms = (summary?.terms ?? []).map((term) => ({ ...term, labels: labelsOf.get(term.id) ?? [] }));
      const named = ours.marks.map(({ text }) =>
        terms.filter(({ labels }) => isFormOf(labels, text)).map(({ id }) => id),
      );
      return terms.flatMap(({ id, count }) => {
        const most = named.filter((ids) => ids.includes(id)).length;
        // Namesakes share their words: these can be no other's.
        const least = named.filter((ids) => ids.length === 1 && ids[0] === id).length;
        return most === 0 || least > count ? [{ page, id, count, least, most }] : [];
      });
    });
    expect(faults).toEqual([]);
  });

  it('are read to their end', () => {
    const marks = visits.reduce((sum, { ours }) => sum + ours.marks.length, 0);
    expect(marks).toBeGreaterThan(visits.length);
    expect(visits.filter(({ ours }) => ours.marks.length === 0).map(({ page }) => page)).toEqual([]);
    record(name, visits);
  });
});

type Pair = readonly [bare: Visitor, ours: Visitor];

async function pairOf(bare: Launched, ours: Launched, lane: number): Promise<Pair> {
  return [await Visitor.start(bare, lane), await Visitor.start(ours, lane)];
}

async function compare(pair: Pair | undefined, { origin }: PageServer, page: string, ownPage: Page): Promise<Compared> {
  if (!pair) throw new Error('There is no such lane.');
  const [without, with_] = pair;
  const port = Number(new URL(origin).port);
  for (let left = CHANCES; ; left--) {
    const [bare, ours] = await Promise.all([
      without.visit(port, `/${page}`, { marked: false }),
      with_.visit(port, `/${page}`, { marked: true }),
    ]);
    const isAlike = ours.html === bare.html && ours.errors.every((error) => without.errors.includes(error));
    if (isAlike || left === 1) {
      return { page, bare, ours, summary: await pageSummary(ownPage, with_.host) };
    }
  }
}

/** Where the two begin to differ. */
function differenceOf(page: string, bare: Visit, ours: Visit): object {
  let at = 0;
  while (bare.html[at] === ours.html[at]) at++;
  const around = (html: string) => html.slice(Math.max(0, at - 60), at + 80);
  return { page, without: around(bare.html), with: around(ours.html) };
}

function isRight({ text, before, after, misplaced }: StandingMark): boolean {
  const isCut = (inner = '', outer = '') => SPACED_LETTER.test(inner) && SPACED_LETTER.test(outer);
  return !misplaced && !isCut(text[0], before) && !isCut(text.at(-1), after);
}

/** Prints what was seen, and writes it out page by page; measured in passing, beside other work. */
function record(name: string, visits: readonly Compared[]): void {
  const rows = visits.map(({ page, bare, ours }) => ({
    page,
    marks: ours.marks.length,
    firstMarkMs: Math.round(ours.firstMarkMs ?? Number.NaN),
    longestTaskMs: ours.longestTaskMs ?? null,
    longestTaskWithoutMs: bare.longestTaskMs ?? null,
  }));
  const file = join(import.meta.dirname, `../../.output/real-pages/${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(rows, null, 1)}\n`);
  const marks = rows.reduce((sum, row) => sum + row.marks, 0);
  const first = rows
    .map(({ firstMarkMs }) => firstMarkMs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const longest = rows.toSorted((a, b) => (b.longestTaskMs ?? 0) - (a.longestTaskMs ?? 0))[0];
  console.log(
    `${name}: ${rows.length} real pages, ${marks} marks; first mark after parsing: median ${first[first.length >> 1]} ms, slowest ${first.at(-1)} ms` +
      (typeof longest?.longestTaskMs === 'number'
        ? `; longest task ${longest.longestTaskMs} ms, on ${longest.page} (${longest.longestTaskWithoutMs} ms without the extension)`
        : '') +
      `. Page by page: .output/real-pages/${name}.json`,
  );
}
