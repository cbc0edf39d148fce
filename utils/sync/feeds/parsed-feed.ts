/** How a feed is written. */
export type FeedFormat = 'RSS' | 'RSS 1.0 (RDF)' | 'Atom' | 'JSON Feed';

/** A story as a feed tells it, in plain text. */
export interface ParsedStory {
  /** What tells it from the other stories of the feed and stays the same over time. */
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  /** An https link without credentials. */
  readonly url?: string;
  /** Left out where the feed says none, or none that is a date. */
  readonly published?: Date;
}

/** How often a feed wishes to be asked. */
export interface FeedPace {
  /** Least time between two checks, ms. */
  readonly leastMs?: number;
  /** Hours of the day, 0 to 23 in UTC, at which nobody need ask. */
  readonly skipHours: readonly number[];
  /** Days of the week at which nobody need ask: 0 is Sunday. */
  readonly skipDays: readonly number[];
}

/** A feed after the guard and the parser: text, dates and https links, nothing else. */
export interface ParsedFeed {
  readonly format: FeedFormat;
  readonly title: string;
  /** The site it belongs to. */
  readonly site?: string;
  /** The address that it calls its own. */
  readonly self?: string;
  /** BCP 47; `und` where the feed does not say. */
  readonly lang: string;
  /** Whether the feed says that it will never change again (JSON Feed's `expired`). */
  readonly expired: boolean;
  readonly pace: FeedPace;
  readonly stories: readonly ParsedStory[];
  /** Whether the document came to its end; one that was cut short on the way is to be asked for again. */
  readonly isWhole: boolean;
}
