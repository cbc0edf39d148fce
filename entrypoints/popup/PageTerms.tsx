import { OutsideLink } from '../../components/TermCard.tsx';
import type { PageTermRow, PageView } from './popup-data.ts';

/** The terms of the page, the ones a reader of this field wants first. */
export function PageTerms({ page }: { page: PageView }) {
  if (page.state === 'unreadable') {
    return (
      <p class="notice">
        Newsgloss cannot read this page: browsers keep extensions out of their own pages, stores and PDF files. If the
        page was open before Newsgloss was installed, reload it. Search works everywhere.
      </p>
    );
  }
  if (page.summary.siteOff)
    return <p class="notice">Newsgloss is off on this site. Switch it on above to see its terms here.</p>;
  if (page.terms.length === 0 && page.summary.articlesOnly)
    return <p class="notice">Newsgloss reads only articles on this site, and finds no term here.</p>;
  if (page.terms.length === 0) return <p class="notice">No term of the digest is on this page.</p>;
  const core = page.terms.filter(({ term }) => term.importance === 'core');
  const useful = page.terms.filter(({ term }) => term.importance === 'useful');
  return (
    <>
      <TermGroup heading="On this page" rows={core.length > 0 ? core : useful} />
      {core.length > 0 && useful.length > 0 && <TermGroup heading="Also on this page" rows={useful} />}
    </>
  );
}

function TermGroup({ heading, rows }: { heading: string; rows: readonly PageTermRow[] }) {
  return (
    <section class="page-terms">
      <h2>{heading}</h2>
      <ul class="rows">
        {rows.map(({ term, count }) => (
          <li key={term.id}>
            <TermDetails term={term} note={count > 1 ? `${count} times` : ''} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A term by its name; opens to what it is. */
export function TermDetails({
  term: { prefLabel, definition, facts, sources },
  note,
}: {
  term: PageTermRow['term'];
  note: string;
}) {
  return (
    <details class="row">
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
    </details>
  );
}
