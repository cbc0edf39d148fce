import type { DownloadEdges } from './download.ts';
import type { StopReason } from './polling.ts';
import type { RefusalReason } from './refusal.ts';
import type { Tagger } from './tagging.ts';

/** A feed of the reader's list. */
export interface FeedSource {
  /** Stays the same when the address changes. */
  readonly id: string;
  readonly url: string;
}

/** What lies outside of a check. */
export interface FeedEdges extends DownloadEdges {
  readonly now: () => Date;
  /** Opens the lexicon in use to name the terms of stories; asked only once there are some to be tagged, for another may be in use by then. */
  readonly openTagger: () => Promise<Tagger>;
  /** How long stories are kept, days; 180 where it is left out. */
  readonly keepDays?: number;
  /** Whether there is a network; true where it is left out. */
  readonly isOnline?: () => boolean;
}

/** Why a check gave nothing new. */
export interface FeedFailure {
  readonly reason: RefusalReason;
  readonly url: string;
  /** For the reader: what happened, what it means, what to do. */
  readonly detail: string;
  /** Of HTTP, where there was an answer. */
  readonly status?: number;
  /** How long the host asks to be left alone. */
  readonly retryAfterMs?: number;
}

/** What came of a check. `next`: when to check again, ms since 1970. */
export type FeedCheck =
  | {
      /** Also where nothing of what the feed holds is kept. */
      readonly state: 'updated';
      readonly added: number;
      readonly changed: number;
      readonly bytes: number;
      readonly title: string;
      readonly next: number;
      /** The new address of a feed that has moved for good (redirects.ts). */
      readonly movedTo?: string;
    }
  | { readonly state: 'unchanged'; readonly bytes: number; readonly next: number; readonly movedTo?: string }
  | { readonly state: 'stopped'; readonly why: StopReason }
  | { readonly state: 'failed'; readonly failure: FeedFailure; readonly next: number };
