import browser, { type Tabs } from 'webextension-polyfill';
import { listen, summariesOf } from './messages.ts';
import { mergeSummaries, type PageSummary } from './page/summary.ts';

/** The page in a tab, as its content scripts tell it. */
interface TabPage {
  readonly tabId: number;
  readonly summary: PageSummary;
}

/** The tabs of this window but one, those looked at before: the last one first. */
export async function otherTabs(own: Tabs.Tab | undefined): Promise<Tabs.Tab[]> {
  const others = (await browser.tabs.query({ currentWindow: true })).filter(({ id }) => id !== own?.id);
  return others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** The page in the first of the tabs in which a script of ours runs. */
export async function firstPage(tabs: readonly Tabs.Tab[]): Promise<TabPage | undefined> {
  for (const { id } of tabs) {
    const summaries = id === undefined ? undefined : await summariesOf(id).catch(() => undefined);
    if (id !== undefined && summaries) return { tabId: id, summary: mergeSummaries(summaries) };
  }
  return undefined;
}

/** Calls `onChange` whenever other terms than before stand on the page in a tab, or a page has been loaded there. Returns how to stop. */
export function followPage(tabId: number, onChange: () => void): () => void {
  const stop = listen((message, { tab }) => {
    const { kind } = (message ?? {}) as { kind?: unknown };
    if (kind === 'page.terms' && tab?.id === tabId) onChange();
    return undefined;
  });
  const onUpdated = (id: number, { status }: Tabs.OnUpdatedChangeInfoType) => {
    if (id === tabId && status === 'complete') onChange();
  };
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    stop();
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}
