import type { StoryId } from '../../digest/ids.ts';
import { type FeedStory, indexed, type TaggedStory } from './feed-database.ts';
import type { ParsedFeed, ParsedStory } from './parsed-feed.ts';
import { hash64 } from './story-key.ts';
import type { Tag } from './tagging.ts';

/** Terms of one story; as many as a digest's may have. */
const MOST_TERMS = 60;
/** A story dated further ahead than clocks and zones explain is dated by when it was first seen. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/** The id of a story among those of all feeds. */
export function storyIdOf(feed: string, { key }: ParsedStory): StoryId {
  return `feed-${hash64(`${feed}\n${key}`)}` as StoryId;
}

/**
 * A story as it is stored, tagged with terms.
 * @param before the same story as it was stored, if it was
 * @param seen when it is seen now, ms since 1970
 */
export function storyRow(
  feedId: string,
  feed: ParsedFeed,
  story: ParsedStory,
  before: FeedStory | undefined,
  seen: number,
): Omit<TaggedStory, 'terms'> {
  const published = story.published?.getTime();
  const isDated = published !== undefined && published <= seen + AHEAD_MS;
  // A clock that was ahead may have seen it first.
  const time = isDated ? published : Math.min(before?.time ?? seen, seen);
  return {
    id: storyIdOf(feedId, story),
    feed: feedId,
    title: story.title,
    summary: story.summary,
    date: new Date(time).toISOString().slice(0, 10),
    source: { name: feed.title, ...(feed.site ? { url: feed.site } : {}) },
    ...(story.url ? { url: story.url } : {}),
    lang: feed.lang,
    time,
    isDated,
  };
}

/** Whether what a reader sees of a story is another than before. */
export function isChanged(before: FeedStory, after: Omit<TaggedStory, 'terms'>): boolean {
  return (
    before.title !== after.title ||
    before.summary !== after.summary ||
    before.url !== after.url ||
    before.time !== after.time
  );
}

/** A row with the terms that its words name. */
export function tagged(row: Omit<TaggedStory, 'terms'>, tag: Tag): FeedStory {
  return indexed({ ...row, terms: [...new Set(tag([row.title, row.summary]))].slice(0, MOST_TERMS) });
}
