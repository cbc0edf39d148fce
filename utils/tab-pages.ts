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

/** Calls `onTerms` whenever other terms than before stand on the page in a tab. Returns how to stop. */
export function followTerms(tabId: number, onTerms: () => void): () => void {
  return listen((message, { tab }) => {
    const { kind } = (message ?? {}) as { kind?: unknown };
    if (kind === 'page.terms' && tab?.id === tabId) onTerms();
    return undefined;
  });
}
