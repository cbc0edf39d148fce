import type { TermId } from '../../digest/ids.ts';
import { type FeedDatabase, type FeedStory, timeMark, withFeedDatabase } from './feed-database.ts';

/** Every question to the stories of feeds. What it costs depends on how many are asked for, not on how many there are. */

/** The newest stories about a term, at most `limit`. */
export function feedStoriesAbout(id: TermId, limit: number): Promise<FeedStory[]> {
  return withFeedDatabase((database) => about(database, id).reverse().limit(limit).toArray());
}

/** How many stories are about a term. */
export function countFeedStoriesAbout(id: TermId): Promise<number> {
  return withFeedDatabase((database) => about(database, id).count());
}

/** The newest stories about each of the terms, at most `limit` for each, every story once, in no order. */
export async function feedStoriesAboutAny(ids: readonly TermId[], limit: number): Promise<FeedStory[]> {
  const found = await Promise.all(ids.map((id) => feedStoriesAbout(id, limit)));
  return [...new Map(found.flat().map((story) => [story.id, story])).values()];
}

/** The newest stories of all feeds, at most `limit`. */
export function newestFeedStories(limit: number): Promise<FeedStory[]> {
  return withFeedDatabase(({ stories }) => stories.orderBy('time').reverse().limit(limit).toArray());
}

/** How many stories of feeds there are. */
export function countFeedStories(): Promise<number> {
  return withFeedDatabase(({ stories }) => stories.count());
}

/** How many stories of one feed there are. */
export function countStoriesOf(feed: string): Promise<number> {
  return withFeedDatabase(({ stories }) => stories.where('feed').equals(feed).count());
}

function about({ stories }: FeedDatabase, id: TermId) {
  return stories.where('about').between(timeMark(id, 0), timeMark(id, Number.MAX_SAFE_INTEGER));
}
