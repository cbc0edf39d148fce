import { buildPlug } from './build-plug.ts';
import { coldStartMs } from './cold-start.ts';
import { inventedNames, pageText } from './corpus.ts';
import type { Plug } from './plug.ts';
import { realPages } from './real-pages.ts';
import { medianMs, type Row, rounded } from './table.ts';

/** Above so many names one regular expression takes minutes. */
const MOST_FOR_A_REGEXP = 2_000;
const RUNS = 9;

/**
 * Our matcher, bundled as it is in the extension, with all folding on, and beside it what one would write by hand: names by their first word, and one
 * regular expression of all. Ratios are of the times of the same round, so that a busy machine slows all alike.
 */
export async function benchMatching(): Promise<Row[]> {
  const { compile, load }: Plug = await import(`../${await buildPlug()}`);
  const real = realPages();
  const texts = real?.texts ?? Array.from({ length: 10 }, pageText).flat();
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return [2_000, 20_000, 100_000].map((count) => {
    const names = real?.names(count) ?? inventedNames(count);
    const terms = names.map((text) => ({ text, cs: isAcronym(text) }));
    const began = performance.now();
    const bytes = compile(terms, { mode: 'cs' }).serialize();
    const compiled = performance.now() - began;
    const byFirstWord = namesByFirstWord(names);
    const ratio = (scan: (text: string) => unknown) => rounded(ratioToFloor(texts, scan));
    const exact = load(bytes);
    const aware = load(compile(terms, { mode: 'aware' }).serialize());
    return {
      labels: count,
      'characters scanned': characters,
      'exact case ÷ floor': ratio((text) => exact.scan(text)),
      'any case ÷ floor': ratio((text) => aware.scan(text)),
      'Map of first words ÷ floor': ratio((text) => scanByFirstWord(byFirstWord, text)),
      'one RegExp ÷ floor': count > MOST_FOR_A_REGEXP ? 'not tried' : ratio(regExpScan(names)),
      'bytes a label': rounded(bytes.byteLength / count, 1),
      'compile, ms': rounded(compiled, 0),
      'cold start, ms': rounded(coldStartMs(bytes, pageText()), 1),
    };
  });
}

/** Median of a scan's time over that of a loop which only sums character codes, in turns. */
function ratioToFloor(texts: readonly string[], scan: (text: string) => unknown): number {
  const time = (work: (text: string) => unknown) => medianMs(() => texts.forEach(work), 1);
  return medianOf(Array.from({ length: RUNS }, () => time(scan) / time(charCodeSum)));
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

function isAcronym(text: string): boolean {
  return text === text.toUpperCase();
}

const WORD = /[\p{L}\p{N}]+/gu;

function namesByFirstWord(names: readonly string[]): Map<string, string[]> {
  const byFirst = new Map<string, string[]>();
  for (const name of names) {
    const [first = name] = name.match(WORD) ?? [];
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.length - a.length);
  return byFirst;
}

function scanByFirstWord(byFirst: ReadonlyMap<string, readonly string[]>, text: string): number {
  let hits = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (byFirst.get(word)?.some((name) => text.startsWith(name, index))) hits++;
  }
  return hits;
}

function regExpScan(names: readonly string[]): (text: string) => unknown {
  const longestFirst = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => text.match(expression)?.length ?? 0;
}

function charCodeSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0;
  return sum;
}
