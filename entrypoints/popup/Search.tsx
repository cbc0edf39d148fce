import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../utils/amounts.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';
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
  const found = isAsked && index?.state === 'ready' ? rowsFound(query, index) : NOTHING;
  return (
    <>
      <p role="status" class={found.count > 0 || !isAsked || !index ? 'unseen' : 'notice'}>
        {isAsked && index && inWords(query, index, found)}
      </p>
      {found.count > 0 && <Found {...found} />}
    </>
  );
}

interface FoundRows {
  readonly terms: readonly Term[];
  readonly stories: readonly Story[];
  readonly count: number;
}

const NOTHING: FoundRows = { terms: [], stories: [], count: 0 };

function rowsFound(query: string, { search, terms, stories }: Searchable): FoundRows {
  const found = search.find(query);
  const termRows = found.terms.map((id) => terms.get(id)).filter((term) => term !== undefined);
  const storyRows = found.stories.map((id) => stories.get(id)).filter((story) => story !== undefined);
  return { terms: termRows, stories: storyRows, count: termRows.length + storyRows.length };
}

function inWords(query: string, index: SearchIndex, { terms, stories, count }: FoundRows): string {
  if (index.state === 'failed') return `Newsgloss cannot search its digest. ${index.why} Close this and open it again.`;
  if (count > 0) return `${counted(terms.length, 'term')}, ${counted(stories.length, 'story', 'stories')}`;
  return index.isComplete ? `Nothing in the digest or your feeds matches “${query}”.` : 'Searching …';
}

function Found({ terms, stories }: FoundRows) {
  return (
    <div>
      {terms.length > 0 && <h2>Terms{ofMany(terms.length)}</h2>}
      <ul class="rows">
        {terms.slice(0, MOST_SHOWN).map((term) => (
          <li key={term.id}>
            <TermDetails term={term} note="" />
          </li>
        ))}
      </ul>
      {stories.length > 0 && <h2>Stories{ofMany(stories.length)}</h2>}
      <ul class="rows">
        {stories.slice(0, MOST_SHOWN).map((story) => (
          <li key={story.id}>
            <StoryDetails story={story} note="" />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Says that not all that was found is shown, and how much there is. */
function ofMany(found: number): string {
  return found > MOST_SHOWN ? `, the best ${MOST_SHOWN} of ${found.toLocaleString('en')}` : '';
}
