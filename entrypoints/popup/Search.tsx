import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../utils/amounts.ts';
import { allStories, allTerms } from '../../utils/digest/queries.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';
import { searchedFeedStories } from '../../utils/known-stories.ts';
import { DigestSearch } from '../../utils/related/search.ts';
import { StoryDetails } from './RelatedStories.tsx';
import { TermDetails } from './TermDetails.tsx';

/** Found rows of each kind that are shown: what is not among them wants another word. */
const MOST_SHOWN = 20;

interface Searchable {
  /** Whether all is indexed: until then nothing found says nothing. */
  readonly isComplete: boolean;
  readonly search: DigestSearch;
  readonly terms: ReadonlyMap<string, Term>;
  readonly stories: ReadonlyMap<string, Story>;
}

/** Where a reader writes what to look for. */
export function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  return (
    <input
      class="search"
      type="search"
      placeholder="Search terms and stories"
      aria-label="Search terms and stories"
      value={query}
      onInput={({ currentTarget }) => onQuery(currentTarget.value)}
    />
  );
}

/** What is found among all terms and stories of the digest, and the newest stories of feeds; the index is made when the reader first types, piece by piece, so that typing goes on. */
export function SearchResults({ query }: { query: string }) {
  const [searchable, setSearchable] = useState<Searchable>();
  const hasBegun = useRef(false);
  const isAsked = query.trim() !== '';
  useEffect(() => {
    if (!isAsked || hasBegun.current) return;
    hasBegun.current = true;
    void (async () => {
      for await (const ready of indexing()) setSearchable(ready);
    })();
  }, [isAsked]);
  return isAsked && searchable ? <Found query={query} {...searchable} /> : null;
}

function Found({ query, isComplete, search, terms, stories }: Searchable & { query: string }) {
  const found = search.find(query);
  const termRows = found.terms.map((id) => terms.get(id)).filter((term) => term !== undefined);
  const storyRows = found.stories.map((id) => stories.get(id)).filter((story) => story !== undefined);
  const isFound = termRows.length + storyRows.length > 0;
  return (
    <div>
      <p role="status" class={isFound ? 'unseen' : 'notice'}>
        {isFound
          ? `${counted(termRows.length, 'term')}, ${counted(storyRows.length, 'story', 'stories')}`
          : isComplete
            ? `Nothing in the digest or your feeds matches “${query}”.`
            : 'Searching …'}
      </p>
      {termRows.length > 0 && <h2>Terms</h2>}
      <ul class="rows">
        {termRows.slice(0, MOST_SHOWN).map((term) => (
          <li key={term.id}>
            <TermDetails term={term} note="" />
          </li>
        ))}
      </ul>
      {storyRows.length > 0 && <h2>Stories</h2>}
      <ul class="rows">
        {storyRows.slice(0, MOST_SHOWN).map((story) => (
          <li key={story.id}>
            <StoryDetails story={story} note="" />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What can be searched so far: terms first, then stories, then those of feeds, for the index of many takes a while. */
async function* indexing(): AsyncGenerator<Searchable> {
  const search = new DigestSearch();
  const [terms, ofDigest] = await Promise.all([allTerms(), allStories()]);
  const termById = new Map(terms.map((term) => [term.id, term]));
  const storyById = new Map<string, Story>(ofDigest.map((story) => [story.id, story]));
  const soFar = { search, terms: termById, stories: storyById, isComplete: false };
  await search.addTerms(terms);
  yield { ...soFar };
  await search.addStories(ofDigest);
  yield { ...soFar };
  const ofFeeds = await searchedFeedStories();
  for (const story of ofFeeds) storyById.set(story.id, story);
  await search.addStories(ofFeeds);
  yield { ...soFar, isComplete: true };
}
