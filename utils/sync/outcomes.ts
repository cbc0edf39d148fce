/** What came of a sync, whichever kind of source it was with. */
export type { SyncFailure as DigestFailure, SyncResult } from './digest/sync-digest.ts';
export type { FeedCheck, FeedFailure } from './feeds/feed-check.ts';
