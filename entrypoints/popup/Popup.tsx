import { useState } from 'preact/hooks';
import { Notices } from '../../components/Notices.tsx';
import { setArticlesOnly, setSiteOff } from '../../utils/settings.ts';
import { DigestFooter } from './DigestFooter.tsx';
import { PageFeeds } from './PageFeeds.tsx';
import { PageTerms } from './PageTerms.tsx';
import { RelatedStories } from './RelatedStories.tsx';
import { SearchField, SearchResults } from './Search.tsx';
import { usePopupData } from './use-popup-data.ts';

/** The toolbar popup: what is on this page, what else is known, and how the page is treated. */
export function Popup() {
  const { data, failure, reload } = usePopupData();
  const [query, setQuery] = useState('');
  const [edition, setEdition] = useState(0);
  const onNews = () => {
    setEdition((before) => before + 1);
    reload();
  };

  if (failure !== undefined)
    return <p class="notice">Newsgloss cannot read its digest. {failure} Close this and open it again.</p>;
  if (!data) return <p class="notice" aria-busy="true" />;
  const { page } = data;
  return (
    <>
      <header class="head">
        <div class="top">
          <h1>Newsgloss</h1>
          {page.state === 'read' && page.summary.host !== '' && (
            <SiteSwitch host={page.summary.host} off={page.summary.siteOff} onChange={reload} />
          )}
        </div>
        {page.state === 'read' && page.summary.host !== '' && !page.summary.siteOff && (
          <ArticlesOnly host={page.summary.host} only={page.summary.articlesOnly} onChange={reload} />
        )}
        <SearchField query={query} onQuery={setQuery} />
      </header>
      <Notices first={data.notices} />
      <SearchResults query={query} edition={edition} />
      {query.trim() === '' && (
        <>
          <PageTerms page={page} />
          {page.state === 'read' && <RelatedStories related={page.related} />}
          {page.state === 'read' && <PageFeeds count={page.feeds} />}
        </>
      )}
      <DigestFooter data={data} onChanged={onNews} />
    </>
  );
}

function SiteSwitch({ host, off, onChange }: { host: string; off: boolean; onChange: () => void }) {
  const [isOff, setIsOff] = useState(off);
  const toggle = async () => {
    setIsOff(!isOff);
    await setSiteOff(host, !isOff);
    window.setTimeout(onChange, PAGE_ANSWERS_MS);
  };
  return (
    <label class="switch" title={isOff ? `Newsgloss is off on ${host}` : `Newsgloss is on on ${host}`}>
      <span>{host}</span>
      <input type="checkbox" role="switch" aria-checked={!isOff} checked={!isOff} onChange={toggle} />
    </label>
  );
}

function ArticlesOnly({ host, only, onChange }: { host: string; only: boolean; onChange: () => void }) {
  const toggle = async () => {
    await setArticlesOnly(host, !only);
    window.setTimeout(onChange, PAGE_ANSWERS_MS);
  };
  return (
    <label class="articles-only" title="Leave out front pages, shops and tools">
      <input type="checkbox" checked={only} onChange={toggle} /> Only on articles of this site
    </label>
  );
}

/** Most pages have marked themselves anew so long after a switch; the others tell what they find later (`usePopupData`). */
const PAGE_ANSWERS_MS = 600;
