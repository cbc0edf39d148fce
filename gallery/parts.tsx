import { type ComponentChildren, render } from 'preact';
import '../components/tokens.css';
import '../components/opener.css';
import '../components/term-card.css';
import '../entrypoints/popup/popup.css';
import { PageTerms } from '../entrypoints/popup/PageTerms.tsx';
import type { PageView } from '../entrypoints/popup/popup-data.ts';
import { RelatedStories } from '../entrypoints/popup/RelatedStories.tsx';
import { TermDetails } from '../entrypoints/popup/TermDetails.tsx';
import type { PageSummary } from '../utils/page/summary.ts';
import './gallery.css';
import { STORIES, TERM } from './samples.ts';

const SUMMARY: PageSummary = {
  frame: 'only',
  host: 'news.example',
  siteOff: false,
  articlesOnly: false,
  terms: [{ id: TERM.id, count: 3 }],
  feedLinks: [],
  base: 'https://news.example/',
};
const ROWS = [
  { term: TERM, count: 3 },
  { term: { ...TERM, id: 'tide' as typeof TERM.id, prefLabel: 'tide', importance: 'useful' as const }, count: 1 },
];

const PAGES: Readonly<Record<string, PageView>> = {
  'a page with terms': { state: 'read', summary: SUMMARY, terms: ROWS, related: [], feeds: 0 },
  'a page without': { state: 'read', summary: SUMMARY, terms: [], related: [], feeds: 0 },
  'a site that is off': { state: 'read', summary: { ...SUMMARY, siteOff: true }, terms: [], related: [], feeds: 0 },
  'a page that cannot be read': { state: 'unreadable' },
  'a page on its way': { state: 'loading' },
};

function Gallery() {
  return (
    <>
      {Object.entries(PAGES).map(([name, page]) => (
        <State key={name} name={name}>
          <PageTerms page={page} />
        </State>
      ))}
      <State name="a term, opened">
        <Opened>
          <TermDetails term={TERM} note="3 times" />
        </Opened>
      </State>
      <State name="related stories">
        <RelatedStories
          related={STORIES.map((story) => ({ story, because: ['tide', 'register', 'lighthouse', 'storm'] }))}
        />
      </State>
    </>
  );
}

function State({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{name}</h3>
      <div class="part">{children}</div>
    </section>
  );
}

/** Opens the rows in it, as a reader does. */
function Opened({ children }: { children: ComponentChildren }) {
  return (
    <div
      ref={(element) => {
        for (const row of element?.querySelectorAll('details') ?? []) row.open = true;
      }}
    >
      {children}
    </div>
  );
}

const place = document.getElementById('parts');
if (place) render(<Gallery />, place);
