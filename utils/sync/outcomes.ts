import type { SyncFailure } from './digest/sync-digest.ts';

export type { SyncResult } from './digest/sync-digest.ts';
/** Why a digest could not be checked. */
export type DigestFailure = SyncFailure;

/** What came of checking a feed. `next` is when to check again, ms since 1970. */
export type FeedCheck =
  | {
      readonly state: 'updated';
      readonly added: number;
      readonly changed: number;
      readonly bytes: number;
      readonly title: string;
      readonly next: number;
      readonly movedTo?: string;
    }
  | { readonly state: 'unchanged'; readonly bytes: number; readonly next: number; readonly movedTo?: string }
  | { readonly state: 'stopped'; readonly why: 'gone' | 'expired' | 'missing-for-a-week' }
  | { readonly state: 'failed'; readonly failure: FeedFailure; readonly next: number };

export interface FeedFailure {
  readonly reason:
    | 'unreachable'
    | 'not-found'
    | 'gone'
    | 'forbidden'
    | 'server-error'
    | 'rate-limited'
    | 'not-a-feed'
    | 'captive-portal'
    | 'hostile'
    | 'too-large'
    | 'broken'
    | 'storage-full'
    | 'aborted';
  readonly url: string;
  readonly detail: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
}
