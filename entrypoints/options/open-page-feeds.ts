import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { discoverFeeds } from '../../utils/sync/feeds/discover.ts';
import { firstPage, otherTabs } from '../../utils/tab-pages.ts';

/** The feeds that the page in the tab looked at last announces. */
export interface OpenPageFeeds {
  readonly host: string;
  readonly feeds: readonly { readonly title: string; readonly url: string }[];
}

/** Tabs that are asked before it is given up. */
const MOST_TABS = 3;

/** Follows which page the reader came from: whenever this page is looked at, it asks anew. */
export function useOpenPageFeeds(): OpenPageFeeds | undefined {
  const [found, setFound] = useState<OpenPageFeeds>();
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void openPageFeeds().then(setFound);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return found;
}

async function openPageFeeds(): Promise<OpenPageFeeds | undefined> {
  const others = await otherTabs(await browser.tabs.getCurrent());
  const page = await firstPage(others.slice(0, MOST_TABS));
  // What a page says of itself is the page's: only addresses that pass `discoverFeeds` are shown.
  return page && { host: page.summary.host, feeds: discoverFeeds(page.summary.feedLinks, page.summary.base) };
}
