import { isStorageFull } from '../../digest/connection.ts';
import type { StoryId } from '../../digest/ids.ts';
import { type FeedDatabase, type FeedStory, type LogLine, withFeedDatabase } from './feed-database.ts';
import { type FeedState, newFeedState } from './feed-state.ts';
import { FeedRefusal } from './refusal.ts';
import { dropOldest, type Retention, trimStories } from './retention.ts';

/** Checks of a feed that are remembered. */
const LOG_LENGTH = 50;

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
        const state = { ...newFeedState(feed), ...(known ? { title: known.title, forgotten: known.forgotten } : {}) };
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

/**
 * Writes what came of a check, in one transaction: stories, what is known of the feed, the log.
 * @throws FeedRefusal when there is no room for it, or the feed was removed meanwhile
 */
export function storeCheck(
  state: FeedState,
  stories: readonly FeedStory[],
  line: Omit<LogLine, 'feed'>,
  retention: Retention,
): Promise<void> {
  return makingRoom(() =>
    withFeedDatabase((database) => writeCheck(database, state, stories, { ...line, feed: state.id }, retention)),
  );
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

/** Takes a feed away with its stories and its log. */
export function removeFeed(id: string): Promise<void> {
  return withFeedDatabase((database) =>
    database.transaction('rw', database.stories, database.feeds, database.log, async () => {
      await Promise.all([
        database.stories.where('feed').equals(id).delete(),
        database.log.where('feed').equals(id).delete(),
        database.feeds.delete(id),
      ]);
    }),
  );
}

/** What a reader is told of a feed. Moments in ms since 1970. */
export interface FeedRecord {
  readonly title: string;
  readonly lastChecked: number | undefined;
  readonly next: number;
  readonly stories: number;
  /** Size of the feed as it last came. */
  readonly bytes: number;
  readonly lastResult: LogLine | undefined;
  /** The newest first, 50 at most. */
  readonly log: readonly LogLine[];
}

/** What is known of a feed, or undefined before its first check. */
export function feedRecord(id: string): Promise<FeedRecord | undefined> {
  return withFeedDatabase(async (database) => {
    const [state, stories, log] = await Promise.all([
      database.feeds.get(id),
      database.stories.where('feed').equals(id).count(),
      database.log.where('feed').equals(id).reverse().limit(LOG_LENGTH).toArray(),
    ]);
    if (!state) return undefined;
    const { title, lastChecked, course, bytes } = state;
    return { title, lastChecked, next: course.next, stories, bytes, lastResult: log[0], log };
  });
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
  state: FeedState,
  stories: readonly FeedStory[],
  line: LogLine,
  retention: Retention,
): Promise<void> {
  const { feeds, log } = database;
  await database.transaction('rw', [database.stories, feeds, log], async () => {
    if ((await feeds.where('id').equals(state.id).count()) === 0)
      throw new FeedRefusal('aborted', 'The feed was removed.');
    await feeds.put(state);
    await database.stories.bulkPut([...stories]);
    await log.add(line);
    const old = await log.where('feed').equals(state.id).reverse().offset(LOG_LENGTH).primaryKeys();
    await log.bulkDelete(old);
    await trimStories(database, retention);
  });
}
