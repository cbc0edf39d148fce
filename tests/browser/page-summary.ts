import type { Page } from 'puppeteer-core';
import type { PageSummary } from '../../utils/page/summary.ts';

interface Port {
  readonly onMessage: { addListener(listener: (summary: PageSummary) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

/** What of the browser is used in one of the extension's own pages. */
declare const chrome: {
  readonly runtime: { readonly lastError?: unknown };
  readonly tabs: {
    query(about: object): Promise<{ id?: number }[]>;
    connect(tab: number, options: { name: string; frameId: number }): Port;
  };
};

/** A page that stands still answers when it moves again, ms. */
const ANSWER_MS = 10_000;

/**
 * What the content script in the top frame of an open page tells the popup; undefined where none answers for that host.
 * @param ownPage a page of the extension, from which the tabs are asked
 */
export async function pageSummary(ownPage: Page, host: string): Promise<PageSummary | undefined> {
  const found = await ownPage.evaluate(
    async (wanted, answerMs) => {
      const { promise, resolve } = Promise.withResolvers<PageSummary | null>();
      setTimeout(() => resolve(null), answerMs);
      for (const { id = -1 } of await chrome.tabs.query({})) {
        const port = chrome.tabs.connect(id, { name: 'page.summaries', frameId: 0 });
        // A tab without a content script ends the connection; saying that it was seen keeps it off the console.
        port.onDisconnect.addListener(() => void chrome.runtime.lastError);
        port.onMessage.addListener((summary) => {
          port.disconnect();
          if (summary.host === wanted) resolve(summary);
        });
      }
      return await promise;
    },
    host,
    ANSWER_MS,
  );
  return found ?? undefined;
}
