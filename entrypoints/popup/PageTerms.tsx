import type { PageTermRow, PageView } from './popup-data.ts';
import { TermDetails } from './TermDetails.tsx';

/** Terms shown at first: below them the related stories should still be in sight. */
const FIRST_SHOWN = 6;
/** Fewer are not put away: a line that opens them takes as much room as one of them. */
const LEAST_PUT_AWAY = 3;

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
  if (page.state === 'loading')
    return <p class="notice">This page is still loading. Its terms are listed here as soon as it can be read.</p>;
  if (page.summary.siteOff)
    return <p class="notice">Newsgloss is off on this site. Switch it on above to see its terms here.</p>;
  if (page.terms.length === 0 && page.summary.articlesOnly)
    return <p class="notice">Newsgloss reads only articles on this site, and finds no term here.</p>;
  if (page.terms.length === 0) return <p class="notice">None of the terms that Newsgloss knows is on this page.</p>;
  const rows = page.terms.toSorted((a, b) => Number(isCore(b)) - Number(isCore(a)));
  const first = rows.length < FIRST_SHOWN + LEAST_PUT_AWAY ? rows.length : FIRST_SHOWN;
  const others = rows.slice(first);
  return (
    <section class="page-terms">
      <h2>On this page</h2>
      <TermRows rows={rows.slice(0, first)} />
      {others.length > 0 && (
        <details class="others">
          <summary>{others.length} more terms</summary>
          <TermRows rows={others} />
        </details>
      )}
    </section>
  );
}

function isCore({ term }: PageTermRow): boolean {
  return term.importance === 'core';
}

function TermRows({ rows }: { rows: readonly PageTermRow[] }) {
  return (
    <ul class="rows">
      {rows.map(({ term, count }) => (
        <li key={term.id}>
          <TermDetails term={term} note={count > 1 ? `${count} times` : ''} />
        </li>
      ))}
    </ul>
  );
}
