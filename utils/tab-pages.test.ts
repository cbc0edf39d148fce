import { expect, it, vi } from 'vitest';
import type { PageSummary } from './page/summary.ts';
import { firstPage, otherTabs } from './tab-pages.ts';

const summary = (host: string): PageSummary => {
  return { frame: 'only', host, siteOff: false, articlesOnly: false, terms: [], feedLinks: [], base: '' };
};
const browser = vi.hoisted(() => ({ tabs: [] as object[], pages: new Map<number, unknown>() }));

// Outside a browser there are no tabs: a few, in some of which a script of ours answers.
vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: {
      query: async () => browser.tabs,
      connect: (id: number) => ({
        onDisconnect: { addListener: (gone: () => void) => browser.pages.has(id) || queueMicrotask(gone) },
        onMessage: {
          addListener: (hear: (said: unknown) => void) => browser.pages.has(id) && hear(browser.pages.get(id)),
        },
        disconnect: () => undefined,
      }),
    },
  },
}));

it('the page a reader came from is the one looked at last in which a script of ours runs', async () => {
  const own = { id: 1, lastAccessed: 9 };
  browser.tabs = [
    { id: 2, lastAccessed: 5 },
    own,
    { id: 3, lastAccessed: 8 },
    { lastAccessed: 7 },
    { id: 4, lastAccessed: 6 },
  ];
  browser.pages = new Map([
    [1, summary('ours.example')],
    [2, summary('older.example')],
    [4, summary('news.example')],
  ]);
  const others = await otherTabs(own as never);
  expect(others.map(({ id }) => id)).toEqual([3, undefined, 4, 2]);
  expect(await firstPage(others)).toEqual({ tabId: 4, summary: summary('news.example') });
  expect(await firstPage(others.slice(0, 2))).toBeUndefined();
});
