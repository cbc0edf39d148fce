import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folderFetch } from '../../publisher/folder-fetch.ts';
import { ensureInstalled } from '../../utils/background/digest.ts';
import { chooseDigest, removeSource } from '../../utils/background/sources.ts';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { syncLog, syncRecords } from '../../utils/sync/memory.ts';
import { type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';

const stored = vi.hoisted(() => new Map<string, unknown>());

// Outside a browser there is no extension API: storage in memory, and alarms that never ring.
vi.mock('webextension-polyfill', async () => {
  const { storageArea } = await import('../../utils/testing/storage-area.ts');
  const area = storageArea(stored);
  const alarms = { create: () => undefined, clear: async () => true, get: async () => undefined };
  const runtime = { getURL: (path: string) => `https://extension.invalid/${path}`, getPlatformInfo: async () => ({}) };
  const permissions = { getAll: async () => ({}) };
  return { default: { storage: { local: area, session: area }, alarms, runtime, permissions } };
});

// Node writes no base64 as browsers do.
vi.mock('../../utils/lexicon-store.ts', () => ({
  lexiconKey: () => '',
  readLexicon: async () => undefined,
  storedLexiconKey: async () => undefined,
  storeLexicon: async () => undefined,
}));

const PACKAGED = exampleDigest((digest) => {
  digest.head.id = 'packaged';
});

let publishers: Record<string, PublisherAtWork>;
/** Lets the head of the first digest come, which is held back. */
let release: () => void;
let isAsked: boolean;

beforeEach(async () => {
  stored.clear();
  publishers = { one: await publisherAtWork('one'), two: await publisherAtWork('two') };
  for (const [id, publisher] of Object.entries(publishers)) {
    const digest = versionOf(1);
    await publisher.publish({ ...digest, head: { ...digest.head, id } });
  }
  isAsked = false;
  const held = new Promise<void>((resolve) => (release = resolve));
  vi.stubGlobal('navigator', { locks: navigator.locks, onLine: true });
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const { hostname, pathname } = new URL(input);
    if (pathname === '/digest.json') return Response.json(PACKAGED);
    if (pathname === '/source.json') return Response.json(null);
    if (hostname === 'one.invalid' && pathname === '/head.json') {
      isAsked = true;
      await Promise.race([held, stopped(init?.signal)]);
    }
    return folderFetch(publishers[hostname.split('.')[0] ?? '']?.site ?? '')(input, init);
  });
  await ensureInstalled();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const publisher of Object.values(publishers)) publisher.close();
  await deleteDatabase();
});

const choose = (id: string) =>
  chooseDigest({ url: `https://${id}.invalid/`, root: publishers[id]?.root() ?? '', title: id, publisher: id });
const chooseFirst = async () => {
  await choose('one');
  await vi.waitUntil(() => isAsked);
};
const installedId = async () => (await installedDigest())?.head.id;
/** Once no sync is under way. */
const quiet = () => navigator.locks.request('newsgloss-sync-run', () => undefined);

it('a digest that is chosen while the one before is checked is fetched at once', async () => {
  await chooseFirst();
  await choose('two');
  release();
  await vi.waitUntil(async () => (await installedId()) === 'two', { timeout: 3000 });
  await quiet();
  expect((await syncRecords.get()).digest?.last?.outcome.result).toMatchObject({ state: 'updated', to: 1 });
  expect((await syncLog.get())[0]).toMatchObject({ title: 'two' });
});

it('a digest that is removed while it is checked does not come back', async () => {
  await chooseFirst();
  await removeSource('digest');
  release();
  await quiet();
  expect(await installedId()).toBe('packaged');
  expect(await syncRecords.get()).toEqual({});
});

function stopped(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
