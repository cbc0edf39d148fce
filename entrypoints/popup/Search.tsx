import { useEffect, useState } from 'preact/hooks';
import { allStories, allTerms } from '../../utils/digest/queries.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';
import { searchedFeedStories } from '../../utils/known-stories.ts';
import { DigestSearch } from '../../utils/related/search.ts';
import { TermDetails } from './PageTerms.tsx';
import { StoryDetails } from './RelatedStories.tsx';

/** Found rows of each kind that are shown: what is not among them wants another word. */
const MOST_SHOWN = 20;

interface Searchable {
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

/** What is found among all terms and stories of the digest, and the newest stories of feeds; the index is made when the reader first types. */
export function SearchResults({ query }: { query: string }) {
  const [searchable, setSearchable] = useState<Searchable>();
  const isAsked = query.trim() !== '';
  useEffect(() => {
    if (!isAsked || searchable) return;
    void loadSearchable().then((ofDigest) => {
      setSearchable(ofDigest);
      return withFeeds(ofDigest).then(setSearchable);
    });
  }, [isAsked, searchable]);
  return isAsked && searchable ? <Found query={query} {...searchable} /> : null;
}

function Found({ query, search, terms, stories }: Searchable & { query: string }) {
  const found = search.find(query);
  const termRows = found.terms.map((id) => terms.get(id)).filter((term) => term !== undefined);
  const storyRows = found.stories.map((id) => stories.get(id)).filter((story) => story !== undefined);
  return (
    <div role="status">
      {termRows.length + storyRows.length === 0 && (
        <p class="notice">Nothing in the digest or your feeds matches “{query}”.</p>
      )}
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

async function loadSearchable(): Promise<Searchable> {
  const [terms, stories] = await Promise.all([allTerms(), allStories()]);
  return {
    search: new DigestSearch(terms, stories),
    terms: new Map(terms.map((term) => [term.id, term])),
    stories: new Map(stories.map((story) => [story.id, story])),
  };
}

/** The same with the newest stories of feeds, which may be many: they come when they are indexed. */
async function withFeeds({ search, terms, stories }: Searchable): Promise<Searchable> {
  const more = await searchedFeedStories();
  await search.addStories(more);
  return { search, terms, stories: new Map([...stories, ...more.map((story) => [story.id, story] as const)]) };
}
