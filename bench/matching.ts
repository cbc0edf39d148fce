import { compilePatterns, openMatcher } from '../utils/lexicon/matcher.ts';
import { inventedNames, pageText } from './corpus.ts';
import { medianMs, type Row, rounded } from './table.ts';

/** Our matcher, and beside it what one would write by hand: one regular expression of all names. */
export async function benchMatching(): Promise<Row[]> {
  const texts = Array.from({ length: 10 }, pageText).flat();
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const floor = medianMs(() => texts.reduce((sum, text) => sum + charCodeSum(text), 0));
  return [200, 2_000, 20_000].map((count) => {
    const names = inventedNames(count);
    const began = performance.now();
    const buffer = compilePatterns(
      names.map((text, value) => ({ text, case: value % 2 === 0 ? 'any' : 'exact', value })),
    );
    const compiled = performance.now() - began;
    const matcher = openMatcher(buffer);
    const ours = medianMs(() => {
      for (const text of texts) matcher.scan(text);
    });
    const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
    const byHand = medianMs(() => texts.reduce((hits, text) => hits + (text.match(expression)?.length ?? 0), 0), 3);
    return {
      labels: count,
      'characters scanned': characters,
      'ours ÷ floor': rounded(ours / floor),
      'one RegExp ÷ floor': rounded(byHand / floor),
      'bytes a label': rounded(buffer.byteLength / count, 1),
      'compile, ms': rounded(compiled, 0),
    };
  });
}

function charCodeSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum += text.charCodeAt(index);
  return sum;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
