import type { Validators } from './download.ts';
import type { FeedPace } from './parsed-feed.ts';
import type { FeedCourse } from './polling.ts';
import type { Move } from './redirects.ts';

/** What is known of a feed between checks. Moments in ms since 1970. */
export interface FeedState {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly course: FeedCourse;
  /** When it last answered with a feed, or that nothing is new. */
  readonly lastChecked: number | undefined;
  readonly validators: Validators;
  /** When the validators were last earned by a whole answer. */
  readonly validatorsSince: number;
  /** SHA-256 of the last whole answer. */
  readonly bodyHash: string | undefined;
  /** Size of the last whole answer, bytes. */
  readonly bytes: number;
  readonly pace: FeedPace;
  /** Address that the feed gives for its own. */
  readonly self: string | undefined;
  readonly move: Move | undefined;
  /** Stories of the feed that were dropped for their age and must not come back as new. */
  readonly forgotten: readonly string[];
}

/** A feed that was never checked, or whose address is another now: nothing of the old address holds. */
export function newFeedState({ id, url }: { id: string; url: string }): FeedState {
  return {
    id,
    url,
    title: new URL(url).hostname,
    course: { next: 0, failures: 0 },
    lastChecked: undefined,
    validators: {},
    validatorsSince: 0,
    bodyHash: undefined,
    bytes: 0,
    pace: { skipHours: [], skipDays: [] },
    self: undefined,
    move: undefined,
    forgotten: [],
  };
}
