import { refusalForStatus } from './answer-status.ts';
import { type DownloadEdges, download } from './download.ts';
import { closeFeedDatabase, deleteFeedDatabase } from './feed-database.ts';
import type { FeedState } from './feed-state.ts';
import { hostBlockedUntil, openFeed } from './feed-store.ts';
import type { StopReason } from './polling.ts';
import { FeedRefusal, type RefusalReason } from './refusal.ts';
import type { Tag } from './tagging.ts';
import { takeAnswer, takeNothingNew } from './take-answer.ts';
import { leftAlone, notOpened, takeRefusal } from './take-refusal.ts';
import { validatorsToSend } from './validators.ts';

/** A feed of the reader's list. */
export interface FeedSource {
  /** Stays the same when the address changes. */
  readonly id: string;
  readonly url: string;
}

/** What lies outside of a check. */
export interface FeedEdges extends DownloadEdges {
  readonly now: () => Date;
  /** The terms that the texts of one story name, by the lexicon in use. */
  readonly tag: Tag;
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

/**
 * Asks for a feed and stores what is new in it. Never throws for what a host or a feed can do; stories that are stored stay, whatever happens.
 * A host is asked for one thing at a time, by all contexts together, and not at all while it asked to be left alone.
 */
export async function checkFeed(feed: FeedSource, edges: FeedEdges): Promise<FeedCheck> {
  const state = await openOrHeal(feed).catch(refusalOnly);
  if (state instanceof FeedRefusal) return notOpened(feed, state, edges);
  const lock = `newsgloss-feed-host ${new URL(feed.url).hostname}`;
  try {
    return await navigator.locks.request(lock, { signal: edges.signal }, () => checkInTurn(state, edges));
  } catch (error) {
    if (!edges.signal.aborted) throw error;
    return takeRefusal(state, new FeedRefusal('aborted', 'The check was cancelled.'), undefined, edges);
  }
}

/**
 * The database holds only what feeds gave: one that a new connection does not mend either is made anew. A full
 * disk is no such fault.
 * @throws FeedRefusal when the disk is full
 */
async function openOrHeal(feed: FeedSource): Promise<FeedState> {
  for (const mend of [closeFeedDatabase, deleteFeedDatabase]) {
    try {
      return await openFeed(feed);
    } catch (error) {
      if (error instanceof FeedRefusal) throw error;
      await mend();
    }
  }
  return await openFeed(feed);
}

async function checkInTurn(state: FeedState, edges: FeedEdges): Promise<FeedCheck> {
  const now = edges.now().getTime();
  const { hostname } = new URL(state.url);
  const blockedUntil = await hostBlockedUntil(hostname);
  if (blockedUntil > now) return await leftAlone(state, blockedUntil, edges);
  const sent = validatorsToSend(state.validators, state.validatorsSince, now);
  const answer = await download(state.url, sent, edges).catch(refusalOnly);
  if (answer instanceof FeedRefusal) return await takeRefusal(state, answer, undefined, edges);
  try {
    const isAsked = sent.etag !== undefined || sent.lastModified !== undefined;
    if (answer.status === 304 && isAsked) return await takeNothingNew(state, answer, edges);
    if (answer.status !== 200) throw refusalForStatus(answer.status, hostname);
    return await takeAnswer(state, answer, edges);
  } catch (error) {
    return await takeRefusal(state, refusalOnly(error), answer, edges);
  }
}

/** @throws whatever is no refusal */
function refusalOnly(error: unknown): FeedRefusal {
  if (error instanceof FeedRefusal) return error;
  throw error;
}
