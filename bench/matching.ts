import { compilePatterns, openMatcher } from '../utils/lexicon/matcher.ts';
import { inventedNames, pageText } from './corpus.ts';
import { realPages } from './real-pages.ts';
import { medianMs, type Row, rounded } from './table.ts';

/** Above so many names one regular expression takes minutes. */
const MOST_FOR_A_REGEXP = 2_000;

/** Our matcher with all folding on, and beside it what one would write by hand: one regular expression of all names. */
export async function benchMatching(): Promise<Row[]> {
  const real = realPages();
  const texts = real?.texts ?? Array.from({ length: 10 }, pageText).flat();
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const floor = medianMs(() => texts.reduce((sum, text) => sum + charCodeSum(text), 0));
  return [200, 2_000, 20_000].map((count) => {
    const names = real?.names(count) ?? inventedNames(count);
    const began = performance.now();
    const buffer = compilePatterns(names.map((text, value) => ({ text, case: 'exact' as const, value })));
    const compiled = performance.now() - began;
    const matcher = openMatcher(buffer);
    const ours = medianMs(() => {
      for (const text of texts) matcher.scan(text);
    });
    return {
      labels: count,
      'characters scanned': characters,
      'ours ÷ floor': rounded(ours / floor),
      'one RegExp ÷ floor': count > MOST_FOR_A_REGEXP ? 'not tried' : rounded(regExpMs(names, texts) / floor),
      'bytes a label': rounded(buffer.byteLength / count, 1),
      'compile, ms': rounded(compiled, 0),
    };
  });
}

function regExpMs(names: readonly string[], texts: readonly string[]): number {
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped);
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return medianMs(() => texts.reduce((hits, text) => hits + (text.match(expression)?.length ?? 0), 0), 3);
}

function charCodeSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum += text.charCodeAt(index);
  return sum;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
