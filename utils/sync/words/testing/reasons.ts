import type { DigestFailure, FeedFailure } from '../../outcomes.ts';

/** Every reason for which a check of a digest may fail; the compiler misses none. */
export const DIGEST_REASONS: Record<DigestFailure['reason'], true> = {
  unreachable: true,
  'not-found': true,
  'server-error': true,
  'not-a-digest': true,
  'captive-portal': true,
  'bad-signature': true,
  'wrong-digest': true,
  'rolled-back': true,
  expired: true,
  corrupt: true,
  'too-large': true,
  'storage-full': true,
  aborted: true,
  database: true,
};

/** The same of a feed. */
export const FEED_REASONS: Record<FeedFailure['reason'], true> = {
  unreachable: true,
  'not-found': true,
  gone: true,
  forbidden: true,
  'server-error': true,
  'rate-limited': true,
  'not-a-feed': true,
  'captive-portal': true,
  hostile: true,
  'too-large': true,
  broken: true,
  'storage-full': true,
  aborted: true,
};
