import type { TermId } from './digest/ids.ts';
import { storiesAbout, storiesAboutAny } from './digest/queries.ts';
import type { Story } from './digest/schema.ts';
import { joinStories, notYetTold } from './related/join-stories.ts';
import { countByTerm } from './related/rank-stories.ts';
import {
  countFeedStories,
  countFeedStoriesAbout,
  feedStoriesAbout,
  feedStoriesAboutAny,
  newestFeedStories,
} from './sync/feeds/feed-stories.ts';

/** Stories of feeds that are considered for each term of a page: older ones would hardly be shown. */
const PER_TERM = 40;
/** Stories of feeds that are searched. */
const SEARCHED = 5000;

/** The stories of digest and feeds that may be shown for a page, with what their ranking needs. */
export interface StoriesOfPage {
  readonly stories: readonly Story[];
  /** How many stories there are. */
  readonly total: number;
  /** How many of them are about each term of the page. */
  readonly about: ReadonlyMap<TermId, number>;
}

/**
 * Every story of the digest about any of the terms, and the newest of the feeds. Feeds that cannot be read leave the digest's.
 * @param digestStories how many stories the digest holds
 */
export async function storiesOfPage(ids: readonly TermId[], digestStories: number): Promise<StoriesOfPage> {
  const [ofDigest, ofFeeds, feedTotal, feedCounts] = await Promise.all([
    storiesAboutAny(ids),
    feedStoriesAboutAny(ids, PER_TERM).catch(() => []),
    countFeedStories().catch(() => 0),
    Promise.all(ids.map((id) => countFeedStoriesAbout(id).catch(() => 0))),
  ]);
  const about = countByTerm(ofDigest);
  ids.forEach((id, index) => {
    about.set(id, (about.get(id) ?? 0) + (feedCounts[index] ?? 0));
  });
  const stories = joinStories<Story>([ofDigest, ofFeeds], ofDigest.length + ofFeeds.length);
  return { stories, total: digestStories + feedTotal, about };
}

/** The newest stories of digest and feeds about a term, at most `limit`. Feeds that cannot be read leave the digest's. */
export async function newestStoriesAbout(id: TermId, limit: number): Promise<Story[]> {
  const [ofDigest, ofFeeds] = await Promise.all([storiesAbout(id, limit), feedStoriesAbout(id, limit).catch(() => [])]);
  return joinStories<Story>([ofDigest, ofFeeds], limit);
}

/** The newest stories of feeds that the digest does not tell, to be searched beside its own; none where they cannot be read. */
export async function searchedFeedStories(ofDigest: readonly Story[]): Promise<Story[]> {
  return notYetTold<Story>(await newestFeedStories(SEARCHED).catch(() => []), ofDigest);
}
