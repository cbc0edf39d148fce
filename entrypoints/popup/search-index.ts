import { allStories, allTerms } from '../../utils/digest/queries.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';
import { searchedFeedStories } from '../../utils/known-stories.ts';
import { DigestSearch } from '../../utils/related/search.ts';

/** What can be searched so far. */
export interface Searchable {
  readonly state: 'ready';
  /** Whether all is indexed: until then nothing found says nothing. */
  readonly isComplete: boolean;
  readonly search: DigestSearch;
  readonly terms: ReadonlyMap<string, Term>;
  readonly stories: ReadonlyMap<string, Story>;
}

export type SearchIndex = Searchable | { readonly state: 'failed'; readonly why: string };

/** Makes the index anew, and tells how far it is, piece by piece, so that typing goes on. Returns how to stop. */
export function makeIndex(onIndex: (index: SearchIndex) => void): () => void {
  let isStopped = false;
  const make = async () => {
    for await (const ready of indexing()) {
      if (isStopped) return;
      onIndex(ready);
    }
  };
  make().catch((error: unknown) => isStopped || onIndex({ state: 'failed', why: String(error) }));
  return () => {
    isStopped = true;
  };
}

/** What can be searched so far: terms first, then stories, then those of feeds, for the index of many takes a while. */
async function* indexing(): AsyncGenerator<Searchable> {
  const search = new DigestSearch();
  const [terms, ofDigest] = await Promise.all([allTerms(), allStories()]);
  const termById = new Map(terms.map((term) => [term.id, term]));
  const storyById = new Map<string, Story>(ofDigest.map((story) => [story.id, story]));
  const soFar = { state: 'ready', search, terms: termById, stories: storyById, isComplete: false } as const;
  await search.addTerms(terms);
  yield { ...soFar };
  await search.addStories(ofDigest);
  yield { ...soFar };
  const ofFeeds = await searchedFeedStories(ofDigest);
  for (const story of ofFeeds) storyById.set(story.id, story);
  await search.addStories(ofFeeds);
  yield { ...soFar, isComplete: true };
}
