import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { summariesOf } from '../../utils/messages.ts';
import { mergeSummaries } from '../../utils/page/summary.ts';
import { discoverFeeds } from '../../utils/sync/feeds/discover.ts';

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
  const own = await browser.tabs.getCurrent();
  const others = (await browser.tabs.query({ currentWindow: true })).filter(({ id }) => id !== own?.id);
  const latest = others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0)).slice(0, MOST_TABS);
  for (const { id } of latest) {
    const frames = id === undefined ? undefined : await summariesOf(id).catch(() => undefined);
    const summary = frames && mergeSummaries(frames);
    // What a page says of itself is the page's: only addresses that pass `discoverFeeds` are shown.
    if (summary) return { host: summary.host, feeds: discoverFeeds(summary.feedLinks, summary.base) };
  }
  return undefined;
}
