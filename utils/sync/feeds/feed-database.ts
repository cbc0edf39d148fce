import Dexie, { type EntityTable, type Table } from 'dexie';
import { Connection } from '../../digest/connection.ts';
import type { TermId } from '../../digest/ids.ts';
import type { Story } from '../../digest/schema.ts';
import type { FeedState } from './feed-state.ts';

/** A schema that cannot be reached by adding tables or indexes gets a new name: what feeds still hold comes back by itself. */
const DATABASE_NAME = 'newsgloss-feeds-1';

/** A story of a feed, in the shape of a digest's, so that cards, popup and search hold both. It may be about no term. */
export interface FeedStory extends Story {
  /** Id of the feed in the reader's list. */
  readonly feed: string;
  /** What stories are ordered by, ms since 1970: when it was published, or where that is not known, first seen. */
  readonly time: number;
  /** Whether that is when it was published; stories of earlier versions do not say. */
  readonly isDated?: boolean;
  /** Each term with the time, as {@link timeMark} writes it: the newest stories about a term are found without reading the others. */
  readonly about: readonly string[];
}

/** A story as it is made, before its index is. */
export type TaggedStory = Omit<FeedStory, 'about'>;

/** A story with its index. */
export function indexed(story: TaggedStory): FeedStory {
  return { ...story, about: story.terms.map((term) => timeMark(term, story.time)) };
}

/** A term and a time, in an order by time within the term. */
export function timeMark(term: TermId, time: number): string {
  return `${term} ${String(Math.max(0, time)).padStart(16, '0')}`;
}

/** A host that asked to be left alone. */
interface HostBlock {
  readonly host: string;
  /** ms since 1970. */
  readonly until: number;
}

/** Things known once. */
type FeedMeta =
  /** Which lexicon all stories are tagged with, or are being tagged with. */
  | { readonly key: 'lexicon'; readonly lexicon: string; readonly isUnderWay?: boolean }
  /** Stories that were dropped because the browser gave no more room, until the reader is told. */
  | { readonly key: 'storage-full'; readonly dropped: number };

class FeedDatabase extends Dexie {
  declare stories: EntityTable<FeedStory, 'id'>;
  declare feeds: EntityTable<FeedState, 'id'>;
  declare hosts: EntityTable<HostBlock, 'host'>;
  declare meta: Table<FeedMeta, FeedMeta['key']>;

  constructor() {
    super(DATABASE_NAME);
    this.version(1).stores({
      stories: 'id, feed, time, *about',
      feeds: 'id',
      log: '++, feed',
      hosts: 'host',
      meta: 'key',
    });
    // Checks are remembered with those of the other sources (memory.ts).
    this.version(2).stores({ log: null });
  }
}

export type { FeedDatabase };

const connection = new Connection(DATABASE_NAME, () => new FeedDatabase());

/** Runs `work` on the feeds' database; the only way to it. `work` must be safe to repeat. */
export function withFeedDatabase<T>(work: (database: FeedDatabase) => Promise<T>): Promise<T> {
  return connection.run(work);
}

/** Lets go of the connection; the next question opens another. */
export function closeFeedDatabase(): void {
  connection.close();
}

/** Throws away every story of every feed, and what is known of hosts; the reader's list of feeds is kept elsewhere. */
export function deleteFeedDatabase(): Promise<void> {
  return connection.delete();
}
