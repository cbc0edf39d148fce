import { storyLink } from './addresses.ts';
import type { Deadline } from './deadline.ts';
import { feedDate } from './feed-date.ts';
import { type FeedText, shownText } from './feed-text.ts';
import type { FeedFormat, FeedPace, ParsedFeed, ParsedStory } from './parsed-feed.ts';
import { oneLine } from './plain-text.ts';
import { storyKey, withoutRepeats } from './story-key.ts';

/** As long as in a digest (utils/digest/schema.ts), so that cards hold both. */
const LONGEST_TITLE = 160;
const LONGEST_SUMMARY = 900;
const LONGEST_FEED_TITLE = 80;
/** Of a story without a title. */
const LONGEST_STAND_IN = 90;

type Written = string | undefined;

/** A feed in its own words: as a parser of any format gives it, markup and all. */
export interface FeedWords {
  readonly format: FeedFormat;
  readonly title: FeedText | undefined;
  readonly site: Written;
  readonly self: Written;
  readonly lang: Written;
  readonly base?: Written;
  readonly expired: boolean;
  readonly pace: FeedPace;
  readonly stories: readonly StoryWords[];
}

interface StoryWords {
  readonly id: Written;
  readonly link: Written;
  readonly base?: Written;
  readonly title: FeedText | undefined;
  readonly summary: FeedText | undefined;
  readonly date: Written;
}

/** Turns a feed's own words into plain text, dates and https links; stories without any words are left out. */
export function tellFeed(words: FeedWords, url: string, deadline: Deadline): ParsedFeed {
  const base = resolved(words.base, url);
  const stories = words.stories.flatMap((story) => {
    deadline.check();
    return tellStory(story, base) ?? [];
  });
  const site = storyLink(words.site, base);
  const self = storyLink(words.self, base);
  return {
    format: words.format,
    title: shownText(words.title, LONGEST_FEED_TITLE) || new URL(url).hostname,
    ...(site ? { site } : {}),
    ...(self ? { self } : {}),
    lang: languageTag(words.lang),
    expired: words.expired,
    pace: words.pace,
    stories: withoutRepeats(stories),
    isWhole: true,
  };
}

function tellStory({ id, link, base: own, title, summary, date }: StoryWords, outer: string): ParsedStory | undefined {
  const text = shownText(summary, LONGEST_SUMMARY);
  const heading = shownText(title, LONGEST_TITLE) || oneLine(text, LONGEST_STAND_IN);
  if (heading === '') return undefined;
  const url = storyLink(link, resolved(own, outer));
  const published = feedDate(date);
  return {
    key: storyKey({ id, link, title: heading, date }),
    title: heading,
    summary: text,
    ...(url ? { url } : {}),
    ...(published ? { published } : {}),
  };
}

function resolved(base: Written, outer: string): string {
  return base && URL.canParse(base, outer) ? new URL(base, outer).href : outer;
}

/** A language tag as BCP 47 writes it, or `und` for undetermined. */
function languageTag(written: Written): string {
  const [tag = ''] = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.exec(written?.trim().replaceAll('_', '-') ?? '') ?? [];
  if (tag === '') return 'und';
  const [language = '', ...rest] = tag.split('-');
  return [language.toLowerCase(), ...rest].join('-');
}
