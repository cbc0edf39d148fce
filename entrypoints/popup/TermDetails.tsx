import { useState } from 'preact/hooks';
import { OutsideLink } from '../../components/TermCard.tsx';
import type { Story, Term } from '../../utils/digest/schema.ts';
import { newestStoriesAbout } from '../../utils/known-stories.ts';
import { StoryDetails } from './RelatedStories.tsx';

/** Stories under a term; a card has three. */
const MOST_STORIES = 10;

/** A term by its name; opens to what it is and which stories it is in. */
export function TermDetails({ term, note }: { term: Term; note: string }) {
  const { id, prefLabel, definition, facts, sources } = term;
  const [stories, setStories] = useState<readonly Story[]>();
  const load = async (isOpen: boolean) => {
    if (isOpen && !stories) setStories(await newestStoriesAbout(id, MOST_STORIES).catch(() => []));
  };
  return (
    <details class="row" onToggle={({ currentTarget }) => void load(currentTarget.open)}>
      <summary>
        <span class="row__title">{prefLabel}</span>
        {note !== '' && <span class="row__note">{note}</span>}
      </summary>
      <p>{definition}</p>
      {facts.length > 0 && (
        <dl class="term-card__facts">
          {facts.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}
        </dl>
      )}
      {sources.length > 0 && (
        <p class="row__links">
          {sources.map(({ url, title }) => (
            <OutsideLink key={url} href={url}>
              {title}
            </OutsideLink>
          ))}
        </p>
      )}
      {stories && stories.length > 0 && (
        <section class="row__news">
          <h3>In the news</h3>
          <ul class="rows">
            {stories.map((story) => (
              <li key={story.id}>
                <StoryDetails story={story} note="" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </details>
  );
}
