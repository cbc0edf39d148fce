import type { TrustedHead } from '../digest/rows.ts';
import type { Records } from './memory.ts';
import type { DigestFailure, FeedFailure } from './outcomes.ts';
import { isAhead, type SourceRecord } from './records.ts';
import { DIGEST_ID, type DigestSource, digestSource, isDigestPaused, type Sources } from './sources.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A head is signed anew every day, and checked every six hours; silence of a day means that something is in the way. */
const UNREACHABLE_AFTER_MS = DAY_MS;
/** Without a good check for so long, what is shown may have been overtaken. */
const STALE_AFTER_MS = 3 * DAY_MS;

/** How a source stands, for the reader. Times in ms since 1970. */
export type Standing =
  /** No source is set: the packaged digest is all there is. */
  | { readonly state: 'packaged' }
  | { readonly state: 'paused' }
  | { readonly state: 'waiting' }
  | { readonly state: 'fresh'; readonly since: number }
  | { readonly state: 'stale'; readonly since: number }
  | { readonly state: 'unreachable'; readonly since: number | undefined }
  | { readonly state: 'expired' }
  | { readonly state: 'refused'; readonly reason: DigestFailure['reason'] | FeedFailure['reason'] }
  | { readonly state: 'update-extension'; readonly minClient: string }
  | { readonly state: 'storage-full' }
  | { readonly state: 'not-stored' }
  | { readonly state: 'stopped' };

/** Failures that no waiting mends: what the host offers is refused. */
const REFUSED = new Set([
  'bad-signature',
  'wrong-digest',
  'not-a-digest',
  'not-a-feed',
  'hostile',
  'too-large',
  'broken',
]);

/** What a host that is catching up may offer for a while; after that it is refused like the others. */
const PASSING = new Set(['corrupt', 'rolled-back']);

/**
 * How a source stands at a moment, from what is remembered of it.
 * @param expires until when the signature of a digest holds, ms since 1970
 */
export function standingOf(
  record: SourceRecord | undefined,
  paused: boolean,
  now: number,
  expires = Number.POSITIVE_INFINITY,
): Standing {
  if (paused) return { state: 'paused' };
  if (!record?.last || isAhead(record.last.at, now)) return { state: 'waiting' };
  if (expires < now) return { state: 'expired' };
  const { result } = record.last.outcome;
  if (result.state === 'stopped') return { state: 'stopped' };
  if (result.state === 'update-extension') return { state: 'update-extension', minClient: result.minClient };
  if (result.state === 'failed') return standingOfFailed(result.failure.reason, record.lastGood, now);
  return sinceGood(record.last.at, now);
}

/** What is known of the source of the digest. */
interface KnownOfDigest {
  readonly sources: Sources;
  readonly packaged: DigestSource | undefined;
  readonly records: Records;
  /** What its publisher signed last. */
  readonly head: Pick<TrustedHead, 'expires'> | undefined;
}

/** How the source of the digest stands at a moment. */
export function digestStandingOf({ sources, packaged, records, head }: KnownOfDigest, now: number): Standing {
  if (!digestSource(sources, packaged)) return { state: 'packaged' };
  return standingOf(records[DIGEST_ID], isDigestPaused(sources), now, head && Date.parse(head.expires));
}

function standingOfFailed(
  reason: DigestFailure['reason'] | FeedFailure['reason'],
  good: number | undefined,
  now: number,
): Standing {
  if (reason === 'expired') return { state: 'expired' };
  if (reason === 'storage-full') return { state: 'storage-full' };
  if (reason === 'database') return { state: 'not-stored' };
  if (REFUSED.has(reason)) return { state: 'refused', reason };
  if (good === undefined && PASSING.has(reason)) return { state: 'refused', reason };
  if (good === undefined)
    return reason === 'aborted' ? { state: 'waiting' } : { state: 'unreachable', since: undefined };
  if (reason === 'aborted') return sinceGood(good, now);
  if (now - good < UNREACHABLE_AFTER_MS) return { state: 'fresh', since: good };
  return PASSING.has(reason) ? { state: 'refused', reason } : { state: 'unreachable', since: good };
}

function sinceGood(good: number, now: number): Standing {
  return now - good < STALE_AFTER_MS ? { state: 'fresh', since: good } : { state: 'stale', since: good };
}
