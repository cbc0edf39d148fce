import { type FeedDatabase, type FeedStory, withFeedDatabase } from './feed-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Where the reader chose nothing else. */
const KEEP_DAYS = 180;
/** Stories of all feeds together; 20,000 rows are read and written in 2-3 s (measured, docs/decisions/0023-feeds.md). */
const MOST_STORIES = 20_000;
/** What makes room when the browser has none. */
const DROPPED_SHARE = 0.25;

/** How long stories are kept. */
export interface Retention {
  /** ms since 1970. */
  readonly now: number;
  readonly days: number;
  /** Stories of all feeds together. */
  readonly most: number;
}

/** How long stories are kept by the reader's setting, seen from `now`, ms since 1970. */
export function retentionAt(now: number, { keepDays = KEEP_DAYS }: { readonly keepDays?: number }): Retention {
  return { now, days: keepDays, most: MOST_STORIES };
}

/** Moment before which stories are not kept, ms since 1970. */
export function oldestKept({ now, days }: Pick<Retention, 'now' | 'days'>): number {
  return now - days * DAY_MS;
}

/** Drops what is too old, and the oldest of what is too much. Part of the transaction that added stories. */
export async function trimStories(database: FeedDatabase, retention: Retention): Promise<void> {
  const old = await database.stories.where('time').below(oldestKept(retention)).toArray();
  await forget(database, old, ({ isDated }) => !isDated);
  for (const feed of new Set(old.map((row) => row.feed)))
    await database.feeds
      .where('id')
      .equals(feed)
      .modify((state) => {
        Object.assign(state, { keptDays: Math.min(state.keptDays ?? 0, retention.days) });
      });
  const surplus = (await database.stories.count()) - retention.most;
  if (surplus > 0) await forget(database, await database.stories.orderBy('time').limit(surplus).toArray());
}

/** Drops the oldest quarter of all feed stories, for room; the reader is told of it once. Gives how many went. */
export function dropOldest(): Promise<number> {
  return withFeedDatabase((database) =>
    database.transaction('rw', [database.stories, database.feeds, database.meta], async () => {
      const count = Math.ceil((await database.stories.count()) * DROPPED_SHARE);
      const rows = await database.stories.orderBy('time').limit(count).toArray();
      await forget(database, rows);
      const before = await database.meta.get('storage-full');
      const dropped = rows.length + (before?.key === 'storage-full' ? before.dropped : 0);
      await database.meta.put({ key: 'storage-full', dropped });
      return rows.length;
    }),
  );
}

/** How many stories were dropped for room since the reader was last told; answers once. */
export function takeDroppedNotice(): Promise<number> {
  return withFeedDatabase(({ meta }) =>
    meta.db.transaction('rw', meta, async () => {
      const notice = await meta.get('storage-full');
      await meta.delete('storage-full');
      return notice?.key === 'storage-full' ? notice.dropped : 0;
    }),
  );
}

/**
 * Deletes stories; their feeds remember them, so that one without a date does not come back as new. One that its own date
 * makes too old need not be remembered, and must not, for the reader may want older ones later.
 */
async function forget(
  database: FeedDatabase,
  rows: readonly FeedStory[],
  isRemembered: (story: FeedStory) => boolean = () => true,
): Promise<void> {
  for (const [feed, gone] of Map.groupBy(rows.filter(isRemembered), (row) => row.feed)) {
    await database.feeds
      .where('id')
      .equals(feed)
      .modify((state) => {
        Object.assign(state, { forgotten: [...state.forgotten, ...gone.map(({ id }) => id)] });
      });
  }
  await database.stories.bulkDelete(rows.map(({ id }) => id));
}
