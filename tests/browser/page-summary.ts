import type { Page } from 'puppeteer-core';
import type { PageSummary } from '../../utils/page/summary.ts';

/** What of the browser is used in one of the extension's own pages. */
declare const chrome: {
  readonly tabs: {
    query(about: object): Promise<{ id?: number }[]>;
    sendMessage(tab: number, message: object, options: { frameId: number }): Promise<PageSummary>;
  };
};

/**
 * What the content script of an open page tells the popup; undefined where none answers for that host.
 * @param ownPage a page of the extension, from which the tabs are asked
 */
export async function pageSummary(ownPage: Page, host: string): Promise<PageSummary | undefined> {
  const found = await ownPage.evaluate(async (wanted) => {
    const tabs = await chrome.tabs.query({});
    const answers = tabs.map(({ id = -1 }) =>
      chrome.tabs.sendMessage(id, { kind: 'page.summary', data: {} }, { frameId: 0 }).catch(() => undefined),
    );
    return (await Promise.all(answers)).find((answer) => answer?.host === wanted) ?? null;
  }, host);
  return found ?? undefined;
}
