import { quantile, type Row, rounded } from '../table.ts';
import type { Rest } from './at-rest.ts';
import type { Contestant } from './contestants.ts';
import type { Load } from './load.ts';

type Name = Contestant['name'];

/** The loads of one page, by contestant; none where it was not tried or took too long. */
export interface PageLoads {
  readonly page: string;
  readonly loads: Readonly<Record<Name, readonly Load[]>>;
}

const NAMES: readonly Name[] = ['without', 'Newsgloss', 'mark.js'];

const MEASURES: readonly (readonly [what: string, of: (load: Load) => number | undefined])[] = [
  ['script, CPU ms', ({ scriptMs }) => scriptMs],
  ['layout and style, CPU ms', ({ layoutMs }) => layoutMs],
  ['longest task, CPU ms', ({ longestTaskMs }) => longestTaskMs],
  ['own scripts, CPU ms', ({ ownMs }) => ownMs],
  ['own scripts in one task, CPU ms', ({ longestOwnMs }) => longestOwnMs],
  ['heap after GC, kB', ({ heapKb }) => heapKb],
  ['end of parsing to first mark, ms', ({ firstMarkMs }) => firstMarkMs],
  ['end of parsing to last mark, ms', ({ allMarksMs }) => allMarksMs],
  ['key press to frame, median, ms', ({ latencies }) => quantile(latencies, 0.5)],
  ['key press to frame, p98, ms', ({ latencies }) => quantile(latencies, 0.98)],
  ['marks', ({ marks }) => marks],
];

/** Medians over the pages, each by the median of its loads. */
export function medianRows(pages: readonly PageLoads[]): Row[] {
  return MEASURES.map(([what, of]) => {
    const [without = Number.NaN, ours = Number.NaN, marks = Number.NaN] = NAMES.map((name) =>
      median(pages.map(({ loads }) => medianOf(loads[name], of))),
    );
    return {
      'median page': what,
      without: shown(without),
      Newsgloss: shown(ours),
      'mark.js': shown(marks),
      'Newsgloss ÷ without': shown(ours / without, 2),
      'mark.js ÷ without': shown(marks / without, 2),
    };
  });
}

/** Page by page, what the extension adds to each. */
export function pageRows(pages: readonly PageLoads[]): Row[] {
  return pages.map(({ page, loads: { without, Newsgloss: ours } }) => {
    const added = (of: (load: Load) => number) => medianOf(ours, of) - medianOf(without, of);
    return {
      page,
      marks: shown(
        medianOf(ours, ({ marks }) => marks),
        0,
      ),
      'script added, CPU ms': shown(added(({ scriptMs }) => scriptMs)),
      'layout and style added': shown(added(({ layoutMs }) => layoutMs)),
      'own scripts': shown(medianOf(ours, ({ ownMs }) => ownMs)),
      'in one task': shown(medianOf(ours, ({ longestOwnMs }) => longestOwnMs)),
      'longest task, without → with': `${shown(medianOf(without, ({ longestTaskMs }) => longestTaskMs))} → ${shown(medianOf(ours, ({ longestTaskMs }) => longestTaskMs))}`,
      'heap added, kB': shown(
        added(({ heapKb }) => heapKb),
        0,
      ),
      'first mark, ms': shown(
        medianOf(ours, ({ firstMarkMs }) => firstMarkMs),
        0,
      ),
      'last mark, ms': shown(
        medianOf(ours, ({ allMarksMs }) => allMarksMs),
        0,
      ),
    };
  });
}

/** What pages cost when they are left alone. */
export function restRows(pages: readonly string[], without: readonly Rest[], ours: readonly Rest[]): Row[] {
  return pages.map((page, index) => ({
    page,
    'process, % of a core, without': shown(without[index]?.processPercent),
    'with Newsgloss': shown(ours[index]?.processPercent),
    'main thread, %, without': shown(without[index]?.mainThreadPercent),
    'with Newsgloss ': shown(ours[index]?.mainThreadPercent),
    'own scripts, %': shown(ours[index]?.ownPercent, 2),
    'wake-ups': ours[index]?.wakeUps ?? '–',
  }));
}

function medianOf(loads: readonly Load[], of: (load: Load) => number | undefined): number {
  return median(loads.map((load) => of(load) ?? Number.NaN));
}

/** The middle of what was measured; NaN, for nothing, is left out. */
function median(samples: readonly number[]): number {
  return quantile(
    samples.filter((sample) => !Number.isNaN(sample)),
    0.5,
  );
}

function shown(value = Number.NaN, digits = 1): string | number {
  return Number.isFinite(value) ? rounded(value, digits) : '–';
}
