import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../utils/amounts.ts';
import { StoryDetails } from './RelatedStories.tsx';
import { makeIndex, type Searchable, type SearchIndex } from './search-index.ts';
import { TermDetails } from './TermDetails.tsx';

/** Found rows of each kind that are shown: what is not among them wants another word. */
const MOST_SHOWN = 20;

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

interface SearchResultsProps {
  readonly query: string;
  /** Another one whenever digest or feeds may have changed. */
  readonly edition: number;
}

/** What is found among all terms and stories of the digest, and the newest stories of feeds; the index is made when the reader first types. */
export function SearchResults({ query, edition }: SearchResultsProps) {
  const [index, setIndex] = useState<SearchIndex>();
  const wasAsked = useRef(false);
  const isAsked = query.trim() !== '';
  wasAsked.current ||= isAsked;
  useEffect(() => (wasAsked.current ? makeIndex(setIndex) : undefined), [wasAsked.current, edition]);
  if (!isAsked || !index) return null;
  if (index.state === 'ready') return <Found query={query} {...index} />;
  return (
    <p role="status" class="notice">
      Newsgloss cannot search its digest. {index.why} Close this and open it again.
    </p>
  );
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
