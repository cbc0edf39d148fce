import { SyntheticDigest } from '../tests/sync/synthetic-digest.ts';
import { DigestSearch } from '../utils/related/search.ts';
import { medianMs, quantile, type Row, rounded } from './table.ts';

const TERMS = 800;
const RUNS = 5;
/** What a reader types, letter by letter: each is asked with each of its beginnings. */
const QUERIES = ['internet governance', 'microsoft cloud', 'nis2 guidance', 'cyber insurance claims', 'digital divide'];

/**
 * What the search of the popup costs: how long after the first letter all is found, while the reader types on, and each
 * letter after that; beside reading all texts for the words each time.
 */
export async function benchSearching(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of [1_000, 2_500, 5_000]) {
    const { terms, stories } = new SyntheticDigest({ terms: TERMS, stories: count }).digest;
    const texts = stories.map(({ title, summary }) => `${title} ${summary}`);
    const start = performance.now();
    const search = new DigestSearch();
    await search.addTerms(terms);
    const termsAfter = performance.now() - start;
    await search.addStories(stories);
    const allAfter = performance.now() - start;
    const typed = QUERIES.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));
    const letters = typed.map((query) => medianMs(() => search.find(query), RUNS));
    const reading = typed.map((query) => medianMs(() => readAll(texts, query), RUNS));
    rows.push({
      stories: count,
      terms: TERMS,
      'terms found after, ms': rounded(termsAfter, 0),
      'stories found after, ms': rounded(allAfter, 0),
      'a letter, median ms': rounded(quantile(letters, 0.5)),
      'a letter, p95 ms': rounded(quantile(letters, 0.95)),
      'reading all texts, median ms': rounded(quantile(reading, 0.5)),
      'search ÷ reading': rounded(quantile(letters, 0.5) / quantile(reading, 0.5)),
    });
  }
  return rows;
}

/** Texts that have every word somewhere: no beginnings of words alone, no misspellings, no order. */
function readAll(texts: readonly string[], query: string): string[] {
  const words = query.toLowerCase().split(' ');
  return texts.filter((text) => words.every((word) => text.toLowerCase().includes(word)));
}
