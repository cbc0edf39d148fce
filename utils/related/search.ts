import MiniSearch from 'minisearch';
import type { Story, StoryId, Term, TermId } from '../digest/schema.ts';

/** What a search found: terms and stories, the best of each first. */
export interface SearchResult {
  readonly terms: readonly TermId[];
  readonly stories: readonly StoryId[];
}

/** Full-text search over a digest, and what is added to it: prefixes and small misspellings count, names more than prose. */
export class DigestSearch {
  readonly #terms = new MiniSearch<Record<'id' | 'name' | 'labels' | 'text', string>>({
    fields: ['name', 'labels', 'text'],
    processTerm: foldWord,
  });
  readonly #stories = new MiniSearch<Record<'id' | 'name' | 'text', string>>({
    fields: ['name', 'text'],
    processTerm: foldWord,
  });

  constructor(terms: readonly Term[], stories: readonly Story[]) {
    this.#terms.addAll(
      terms.map(({ id, prefLabel, labels, definition }) => ({
        id,
        name: prefLabel,
        labels: labels.map(({ text }) => text).join(' '),
        text: definition,
      })),
    );
    this.#stories.addAll(stories.map(searched));
  }

  /** Adds stories, a few at a time, so that what is written meanwhile is answered from what is there. */
  addStories(stories: readonly Story[]): Promise<void> {
    return this.#stories.addAllAsync(stories.map(searched), { chunkSize: ADDED_AT_ONCE });
  }

  /** Every word of the query must be there, whole or as a beginning. */
  find(query: string): SearchResult {
    const options = { prefix: true, fuzzy: 0.15, combineWith: 'AND', boost: { name: 4, labels: 3 } } as const;
    return {
      terms: this.#terms.search(query, options).map(({ id }) => id as TermId),
      stories: this.#stories.search(query, options).map(({ id }) => id as StoryId),
    };
  }
}

/** Takes about as long as the eye needs for a frame. */
const ADDED_AT_ONCE = 50;

function searched({ id, title, summary }: Story): Record<'id' | 'name' | 'text', string> {
  return { id, name: title, text: summary };
}

/** Without case and accents, so that "Zurich" finds "Zürich". */
function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
