import MiniSearch from 'minisearch';
import type { Story, StoryId, Term, TermId } from '../digest/schema.ts';
import { wordsOf, wordsSought } from './search-words.ts';

/** What a search found: terms and stories, the best of each first. */
export interface SearchResult {
  readonly terms: readonly TermId[];
  readonly stories: readonly StoryId[];
}

/** Full-text search over terms and stories: prefixes count, names more than prose, and small misspellings where nothing else is found. */
export class DigestSearch {
  readonly #terms = new MiniSearch<Record<'id' | 'name' | 'labels' | 'text', string>>({
    fields: ['name', 'labels', 'text'],
    tokenize: wordsOf,
  });
  readonly #stories = new MiniSearch<Record<'id' | 'name' | 'text', string>>({
    fields: ['name', 'text'],
    tokenize: wordsOf,
  });

  /** Adds terms, a few at a time, so that what is written meanwhile is answered from what is there. */
  addTerms(terms: readonly Term[]): Promise<void> {
    const documents = terms.map(({ id, prefLabel, labels, definition }) => ({
      id,
      name: prefLabel,
      labels: labels.map(({ text }) => text).join(' '),
      text: definition,
    }));
    return this.#terms.addAllAsync(documents, { chunkSize: ADDED_AT_ONCE });
  }

  /** Adds stories in the same way. */
  addStories(stories: readonly Story[]): Promise<void> {
    const documents = stories.map(({ id, title, summary }) => ({ id, name: title, text: summary }));
    return this.#stories.addAllAsync(documents, { chunkSize: ADDED_AT_ONCE });
  }

  /** Every word of the query must be there, whole or as a beginning. */
  find(query: string): SearchResult {
    const asWritten = this.#search(query, false);
    return asWritten.terms.length + asWritten.stories.length > 0 ? asWritten : this.#search(query, MISSPELT);
  }

  #search(query: string, fuzzy: number | false): SearchResult {
    const options = {
      tokenize: wordsSought,
      prefix: true,
      fuzzy,
      combineWith: 'AND',
      boost: { name: 4, labels: 3 },
    } as const;
    return {
      terms: this.#terms.search(query, options).map(({ id }) => id as TermId),
      stories: this.#stories.search(query, options).map(({ id }) => id as StoryId),
    };
  }
}

/** How many letters may be wrong, as a share of the word: one in seven. Short words are so near to others that "court" found "count". */
const MISSPELT = 0.15;

/** Takes about as long as the eye needs for a frame. */
const ADDED_AT_ONCE = 50;
