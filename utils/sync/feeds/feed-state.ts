import type { Validators } from './download.ts';
import type { FeedPace } from './parsed-feed.ts';
import type { FeedCourse } from './polling.ts';
import type { Move } from './redirects.ts';

/** What is known of a feed between checks. Moments in ms since 1970. */
export interface FeedState {
  readonly id: string;
  readonly url: string;
  readonly course: FeedCourse;
  readonly validators: Validators;
  /** When the validators were last earned by a whole answer. */
  readonly validatorsSince: number;
  /** SHA-256 of the last whole answer. */
  readonly bodyHash: string | undefined;
  /** Of how many days it was read and its stories kept; left out where nothing was read yet. */
  readonly keptDays?: number;
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
    course: { next: 0, failures: 0 },
    validators: {},
    validatorsSince: 0,
    bodyHash: undefined,
    pace: { skipHours: [], skipDays: [] },
    self: undefined,
    move: undefined,
    forgotten: [],
  };
}
