import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { TermId } from '../../digest/ids.ts';
import { checkFeed } from '../feeds/check-feed.ts';
import type { FeedCheck, FeedEdges, FeedSource } from '../feeds/feed-check.ts';
import { deleteFeedDatabase, type FeedStory, withFeedDatabase } from '../feeds/feed-database.ts';
import type { FeedState } from '../feeds/feed-state.ts';
import { type FeedHost, startFeedHost } from '../feeds/testing/feed-host.ts';

/** A reader with an empty database before each test, and a host on this machine; NIS2 is the only term that is known. */
export class FeedWorld {
  /** The clock of the checks, ms since 1970. */
  now = 0;
  feed: FeedSource = { id: 'feed-1', url: '' };
  #host: FeedHost | undefined;

  /** To be made at the top of a test file: sets up and cleans up for its tests. */
  constructor() {
    beforeAll(async () => {
      this.#host = await startFeedHost();
    });
    afterAll(() => this.#host?.close());
    beforeEach(() => {
      this.now = Date.parse('2026-11-25T10:00:00Z');
      this.feed = { id: 'feed-1', url: `${this.host.origin}/rss` };
    });
    afterEach(deleteFeedDatabase);
  }

  get host(): FeedHost {
    if (!this.#host) throw new Error('The host runs only while tests do.');
    return this.#host;
  }

  check(over: Partial<FeedEdges> = {}, of = this.feed): Promise<FeedCheck> {
    return checkFeed(of, {
      fetch,
      now: () => new Date(this.now),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      openTagger: async () => ({
        lexicon: '1',
        tag: (texts) => (texts.join(' ').includes('NIS2') ? ['nis2-directive' as TermId] : []),
      }),
      ...over,
    });
  }

  /** What is stored, newest first. */
  stories(): Promise<FeedStory[]> {
    return withFeedDatabase((database) => database.stories.orderBy('time').reverse().toArray());
  }

  /** What is stored of a feed itself. */
  known(id: string): Promise<FeedState | undefined> {
    return withFeedDatabase(({ feeds }) => feeds.get(id));
  }
}
