import { isStorageFull } from '../../digest/connection.ts';
import type { StoryId } from '../../digest/ids.ts';
import { type FeedDatabase, type FeedStory, withFeedDatabase } from './feed-database.ts';
import { type FeedState, newFeedState } from './feed-state.ts';
import { FeedRefusal } from './refusal.ts';
import { noteTagging } from './retag.ts';
import { dropOldest, type Retention, trimStories } from './retention.ts';

/**
 * What is known of a feed, begun where nothing is: a feed that is removed meanwhile is not written again.
 * @throws FeedRefusal when there is no room to begin it
 */
export function openFeed(feed: { id: string; url: string }): Promise<FeedState> {
  return makingRoom(() =>
    withFeedDatabase(({ feeds }) =>
      feeds.db.transaction('rw', feeds, async () => {
        const known = await feeds.get(feed.id);
        if (known?.url === feed.url) return known;
        const state = { ...newFeedState(feed), forgotten: known?.forgotten ?? [] };
        await feeds.put(state);
        return state;
      }),
    ),
  );
}

/** The stored ones of these stories. */
export async function storedStories(ids: readonly StoryId[]): Promise<Map<StoryId, FeedStory>> {
  const rows = await withFeedDatabase(({ stories }) => stories.bulkGet([...ids]));
  return new Map(rows.flatMap((row) => (row ? [[row.id, row]] : [])));
}

/** What came of a check. */
interface Checked {
  /** What is known of the feed now, but for what was dropped of it, which the database knows best. */
  readonly state: Omit<FeedState, 'forgotten'>;
  /** New or changed. */
  readonly stories?: readonly FeedStory[];
  /** What they were tagged with. */
  readonly lexicon?: string | undefined;
  /** All that the feed holds, where it came as a whole: only of these need be remembered what was dropped. */
  readonly held?: ReadonlySet<string> | undefined;
}

/**
 * Writes what came of a check, in one transaction: stories, and what is known of the feed.
 * @throws FeedRefusal when there is no room for it, or the feed was removed meanwhile
 */
export function storeCheck(checked: Checked, retention: Retention): Promise<void> {
  return makingRoom(() => withFeedDatabase((database) => writeCheck(database, checked, retention)));
}

/**
 * Writes; where the browser gives no more room, the oldest stories of all feeds make some, once.
 * @throws FeedRefusal when that is not enough
 */
async function makingRoom<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isStorageFull(error)) throw error;
  }
  try {
    await dropOldest();
    return await write();
  } catch (error) {
    if (!isStorageFull(error)) throw error;
    throw new FeedRefusal(
      'storage-full',
      'The browser gives no more room for stories. Remove a feed, or make room on the disk.',
    );
  }
}

/** Takes a feed away with its stories. */
export function removeFeed(id: string): Promise<void> {
  return withFeedDatabase((database) =>
    database.transaction('rw', database.stories, database.feeds, async () => {
      await Promise.all([database.stories.where('feed').equals(id).delete(), database.feeds.delete(id)]);
    }),
  );
}

/** Moment until which a host asked to be left alone, ms since 1970; 0 for none. */
export async function hostBlockedUntil(host: string): Promise<number> {
  return (await withFeedDatabase(({ hosts }) => hosts.get(host)))?.until ?? 0;
}

/** Remembers that a host asked to be left alone; it outlives the worker. */
export async function blockHost(host: string, until: number): Promise<void> {
  await withFeedDatabase(({ hosts }) => hosts.put({ host, until }));
}

async function writeCheck(
  database: FeedDatabase,
  { state, stories = [], lexicon, held }: Checked,
  retention: Retention,
): Promise<void> {
  const { feeds } = database;
  await database.transaction('rw', [database.stories, feeds, database.meta], async () => {
    const known = await feeds.get(state.id);
    if (!known) throw new FeedRefusal('aborted', 'The feed was removed.');
    const forgotten = held ? known.forgotten.filter((id) => held.has(id)) : known.forgotten;
    await feeds.put({ ...state, forgotten });
    const dropped = new Set(forgotten);
    await database.stories.bulkPut(stories.filter(({ id }) => !dropped.has(id)));
    if (lexicon !== undefined) await noteTagging(database, lexicon);
    await trimStories(database, retention);
  });
}
