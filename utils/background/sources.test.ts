import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withFeedDatabase } from '../sync/feeds/feed-database.ts';
import { tagged } from '../sync/feeds/feed-rows.ts';
import { openFeed, storeCheck } from '../sync/feeds/feed-store.ts';
import { countStoriesOf } from '../sync/feeds/feed-stories.ts';
import { retentionAt } from '../sync/feeds/retention.ts';
import { SYNC_MEMORY, storedSources, syncRecords } from '../sync/memory.ts';
import { newRecord } from '../sync/records.ts';
import { DIGEST_ID, type DigestSource, MOST_FEEDS, withDigest } from '../sync/sources.ts';
import { addFeeds, chooseDigest, removeSource } from './sources.ts';

const stored = vi.hoisted(() => new Map<string, unknown>());

// A browser with storage and alarms, and without a network, so that nothing is checked.
vi.mock('webextension-polyfill', async () => {
  const { storageArea } = await import('../testing/storage-area.ts');
  const area = storageArea(stored);
  return {
    default: {
      storage: { local: area, session: area },
      alarms: { create: () => undefined, get: async () => undefined, clear: async () => true },
      permissions: { getAll: async () => ({}) },
      runtime: { getURL: () => 'data:application/json,null', getPlatformInfo: () => undefined },
    },
  };
});
vi.stubGlobal('navigator', { ...navigator, locks: navigator.locks, onLine: false });

beforeEach(() => stored.clear());
afterEach(() => {
  vi.restoreAllMocks();
});

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

describe('when the background dies half way', () => {
  const died = new Error('The worker was killed.');
  const digest: DigestSource = { url: 'https://digest.example/', root: '{}', title: 'Digest', publisher: 'Publisher' };

  /** Stores a story of a feed, as a check does. */
  async function storeStory({ id, url }: { id: string; url: string }): Promise<void> {
    const state = await openFeed({ id, url });
    const row = { id: `feed-${'0'.repeat(16)}`, feed: id, title: 'T', summary: '', date: '2026-11-25', lang: 'en' };
    const story = tagged({ ...row, source: { name: 'A' }, time: Date.now() } as never, () => []);
    await storeCheck({ state, stories: [story] }, retentionAt(Date.now(), {}));
  }

  async function feedWithStory() {
    await addFeeds([feed('a')]);
    const [added] = (await storedSources.get()).feeds;
    if (!added) throw new Error('The feed was not added.');
    await storeStory(added);
    return added;
  }

  it('over the removal of a feed, no story is left of a source that is in the list no more', async () => {
    const { id } = await feedWithStory();
    vi.spyOn(SYNC_MEMORY, 'changeSources').mockRejectedValue(died);
    await expect(removeSource(id)).rejects.toBe(died);
    expect(await countStoriesOf(id)).toBe(0);
    expect((await storedSources.get()).feeds).toHaveLength(1);
  });

  it('a check that begins during the removal leaves none either', async () => {
    const added = await feedWithStory();
    const { changeSources } = SYNC_MEMORY;
    vi.spyOn(SYNC_MEMORY, 'changeSources').mockImplementation(async (change) => {
      await storeStory(added);
      await changeSources(change);
    });
    await removeSource(added.id);
    expect(await countStoriesOf(added.id)).toBe(0);
    expect(await withFeedDatabase(({ feeds }) => feeds.count())).toBe(0);
  });

  it('over the removal of a digest, it is still there to be removed as long as the packaged one is not in its place', async () => {
    await SYNC_MEMORY.changeSources((sources) => withDigest(sources, digest));
    await expect(removeSource(DIGEST_ID)).rejects.toThrow('digest.json');
    expect((await storedSources.get()).digest).toMatchObject({ state: 'chosen' });
  });

  it('over the choice of a digest, what is known of the one before does not count for it', async () => {
    await SYNC_MEMORY.setRecord(DIGEST_ID, newRecord(Date.now() + 1_000_000));
    const { changeSources } = SYNC_MEMORY;
    vi.spyOn(SYNC_MEMORY, 'changeSources').mockImplementation(async (change) => {
      await changeSources(change);
      throw died;
    });
    await expect(chooseDigest(digest)).rejects.toBe(died);
    expect(await syncRecords.get()).toEqual({});
  });
});
