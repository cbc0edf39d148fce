import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { withFeedDatabase } from '../sync/feeds/feed-database.ts';
import { SYNC_MEMORY } from '../sync/memory.ts';
import { withFeed } from '../sync/sources.ts';
import { DUE_ALARM } from './alarm.ts';
import { cancelSync, syncNow, syncOnAlarm, wakeSync } from './sync.ts';

const alarms = vi.hoisted(() => new Map<string, object>());

// Outside a browser there is neither storage nor an alarm: both in memory, with the calls that a sync makes.
vi.mock('webextension-polyfill', async () => {
  const { storageArea } = await import('../testing/storage-area.ts');
  const stored = new Map<string, unknown>();
  const area = storageArea(stored);
  return {
    default: {
      storage: { local: area, session: area },
      runtime: { getURL: (path: string) => `https://extension.example/${path}` },
      alarms: {
        get: async (name: string) => alarms.get(name),
        create: (name: string, alarm: object) => alarms.set(name, alarm),
        clear: async (name: string) => alarms.delete(name),
      },
    },
  };
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('plans the next sync also where nothing can be read of the feeds', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('null'));
  await SYNC_MEMORY.changeSources((sources) =>
    withFeed(sources, { url: 'https://feed.example/', title: 'A feed' }, 'feed-1'),
  );
  await withFeedDatabase(async ({ meta }) => {
    vi.spyOn(meta, 'get').mockImplementation(() => Promise.reject(new DOMException('corrupt', 'DataError')) as never);
  });
  await wakeSync().catch(() => undefined);
  expect(alarms.has(DUE_ALARM)).toBe(true);
});

it('plans the next sync also after one that broke down as a whole, and not at once', async () => {
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('null'));
  const full = new DOMException('full', 'QuotaExceededError');
  vi.spyOn(SYNC_MEMORY, 'setPendingRun').mockRejectedValue(full);
  alarms.clear();
  await expect(syncOnAlarm(DUE_ALARM)).rejects.toBe(full);
  expect(alarms.get(DUE_ALARM)).toMatchObject({
    when: expect.toSatisfy((when: number) => when > Date.now() + 14 * 60_000),
  });
  alarms.clear();
  await expect(syncNow('all')).rejects.toBe(full);
  await vi.waitFor(() => expect(alarms.has(DUE_ALARM)).toBe(true));
});

it('is cancelled also at the moment it begins', async () => {
  const { locks } = navigator;
  // In browsers a lock that is free comes in a later turn, in Node at once.
  const request = async (...asked: Parameters<typeof locks.request>) => {
    await new Promise((resolve) => setTimeout(resolve));
    return locks.request(...asked);
  };
  vi.stubGlobal('navigator', { locks: { request }, onLine: true });
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('null'));
  await SYNC_MEMORY.changeSources((sources) =>
    withFeed(sources, { url: 'https://other.example/', title: 'Another feed' }, 'feed-2'),
  );
  const ended = syncOnAlarm(DUE_ALARM);
  await cancelSync();
  await ended;
  expect(asked).not.toHaveBeenCalledWith('https://other.example/', expect.anything());
  await syncOnAlarm(DUE_ALARM);
  expect(asked).toHaveBeenCalledWith('https://other.example/', expect.anything());
});

it('what was asked for while another context syncs is dropped when the reader cancels', async () => {
  let release: () => void = () => undefined;
  const other = navigator.locks.request(
    'newsgloss-sync-run',
    () => new Promise<void>((resolve) => (release = resolve)),
  );
  const asked = syncNow('all');
  await vi.waitFor(async () => expect((await navigator.locks.query()).pending).toHaveLength(1));
  await cancelSync();
  expect(await asked).toBe('dropped');
  release();
  await other;
  expect(await SYNC_MEMORY.requests()).toEqual([]);
});

it('what was asked for in a background that died before its turn came is done at the next start', async () => {
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('null'));
  await SYNC_MEMORY.changeSources((sources) =>
    withFeed(sources, { url: 'https://third.example/', title: 'A third feed' }, 'feed-3'),
  );
  await SYNC_MEMORY.changeRequests(() => [{ id: 'before', asked: ['feed-3'] }]);
  await wakeSync();
  expect(asked).toHaveBeenCalledWith('https://third.example/', expect.anything());
  expect(await SYNC_MEMORY.requests()).toEqual([]);
});
