import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { installDigest } from '../../utils/digest/install.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { loadPopup } from './popup-data.ts';

const browser = vi.hoisted(() => ({ own: undefined as object | undefined, tabs: [] as object[], readable: 0 }));

// A browser in which a script of ours runs in one tab at most.
vi.mock('webextension-polyfill', () => {
  const area = { get: async () => ({}) };
  return {
    default: {
      storage: { local: area, session: area },
      runtime: { getURL: () => 'data:application/json,null' },
      tabs: {
        getCurrent: async () => browser.own,
        query: async () => browser.tabs,
        connect: (id: number) => ({
          onDisconnect: { addListener: (gone: () => void) => browser.readable === id || queueMicrotask(gone) },
          onMessage: {
            addListener: (hear: (said: unknown) => void) =>
              browser.readable === id && hear({ frame: 'only', host: 'a.example', terms: [], feedLinks: [], base: '' }),
          },
          disconnect: () => undefined,
        }),
      },
    },
  };
});

beforeEach(() => installDigest(parseDigest(exampleDigest(), 'the example'), new Date()));
afterEach(deleteDatabase);

/** What the popup shows where these tabs are open. */
async function shown(tabs: object[], { own, readable = 0 }: { own?: object; readable?: number } = {}) {
  Object.assign(browser, { own, tabs, readable });
  const { page, tabId } = await loadPopup();
  return [page.state, tabId];
}

it('tells a page that is still loading from one that cannot be read, and follows the tab of either', async () => {
  expect(await shown([{ id: 7, status: 'loading' }])).toEqual(['loading', 7]);
  expect(await shown([{ id: 7, status: 'complete' }])).toEqual(['unreadable', 7]);
  expect(await shown([{ id: 7, status: 'loading' }], { readable: 7 })).toEqual(['read', 7]);
});

it('where it is a tab itself, takes no page looked at earlier for one that is still loading', async () => {
  const own = { id: 1, lastAccessed: 9 };
  const earlier = { id: 2, lastAccessed: 5, status: 'complete' };
  const last = { id: 3, lastAccessed: 8, status: 'complete' };
  expect(await shown([own, earlier, { ...last, status: 'loading' }], { own, readable: 2 })).toEqual(['loading', 3]);
  expect(await shown([own, earlier, last], { own, readable: 2 })).toEqual(['read', 2]);
});
