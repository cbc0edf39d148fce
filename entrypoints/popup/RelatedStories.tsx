import { OutsideLink } from '../../components/TermCard.tsx';
import { dateInWords } from '../../utils/dates.ts';
import type { Story } from '../../utils/digest/schema.ts';
import type { RelatedRow } from './popup-data.ts';

/** Terms named as the reason; more would not fit in a line. */
const MOST_REASONS = 3;

/** Stories of the digest and of the reader's feeds that share terms with the page, with the reason. */
export function RelatedStories({ related }: { related: readonly RelatedRow[] }) {
  if (related.length === 0) return null;
  return (
    <section>
      <h2>Related stories</h2>
      <ul class="rows">
        {related.map(({ story, because }) => (
          <li key={story.id}>
            <StoryDetails story={story} note={`shares ${listed(because)}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A story by its title; opens to its summary. */
export function StoryDetails({ story: { title, date, source, summary, url }, note }: { story: Story; note: string }) {
  return (
    <details class="row">
      <summary>
        <span class="row__title">{title}</span>
        <span class="row__byline">
          {source.name} · {dateInWords(date)}
          {note !== '' && ` · ${note}`}
        </span>
      </summary>
      {summary !== '' && <p>{summary}</p>}
      {url && (
        <p class="row__links">
          <OutsideLink href={url}>Read the story</OutsideLink>
        </p>
      )}
    </details>
  );
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_REASONS;
  return names.slice(0, MOST_REASONS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
