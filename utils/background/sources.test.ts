import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { storedSources } from '../sync/memory.ts';
import { MOST_FEEDS } from '../sync/sources.ts';
import { addFeeds } from './sources.ts';

const stored = vi.hoisted(() => new Map<string, unknown>());

// A browser with storage and alarms, and without a network, so that nothing is checked.
vi.mock('webextension-polyfill', async () => {
  const { storageArea } = await import('../testing/storage-area.ts');
  const area = storageArea(stored);
  return {
    default: {
      storage: { local: area, session: area },
      alarms: { create: () => undefined, get: async () => undefined, clear: async () => true },
      runtime: { getURL: () => 'data:application/json,null' },
    },
  };
});
vi.stubGlobal('navigator', { ...navigator, locks: navigator.locks, onLine: false });

beforeEach(() => stored.clear());

const feed = (name: string, paused = false) => ({ url: `https://news.example/${name}`, title: name, paused });

it('a feed that was paused is added as such', async () => {
  await addFeeds([feed('a', true), feed('b')]);
  const { feeds } = await storedSources.get();
  expect(feeds).toMatchObject([feed('a', true), feed('b')]);
});

it('says how many were added of those for which there is room', async () => {
  await addFeeds(Array.from({ length: MOST_FEEDS - 1 }, (_, index) => feed(`${index}`)));
  expect(await addFeeds([feed('0'), feed('new'), feed('one too many')])).toEqual({ state: 'added', count: 1 });
  expect(await addFeeds([feed('one too many')])).toMatchObject({ state: 'refused' });
});
