import { refusalForStatus } from './answer-status.ts';
import { download } from './download.ts';
import type { FeedCheck, FeedEdges, FeedSource } from './feed-check.ts';
import { closeFeedDatabase, deleteFeedDatabase } from './feed-database.ts';
import type { FeedState } from './feed-state.ts';
import { hostBlockedUntil, openFeed } from './feed-store.ts';
import { isBlocked } from './polling.ts';
import { FeedRefusal } from './refusal.ts';
import { retentionAt } from './retention.ts';
import { takeAnswer, takeNothingNew } from './take-answer.ts';
import { leftAlone, notOpened, takeRefusal } from './take-refusal.ts';
import { validatorsToSend } from './validators.ts';

/**
 * Asks for a feed and stores what is new in it. Never throws for what a host or a feed can do; stories that are stored stay, whatever happens.
 * A host is asked for one thing at a time, by all contexts together, and not at all while it asked to be left alone.
 */
export async function checkFeed(feed: FeedSource, edges: FeedEdges): Promise<FeedCheck> {
  const state = await openOrHeal(feed).catch(refusalOnly);
  if (state instanceof FeedRefusal) return notOpened(feed, state, edges);
  const lock = `newsgloss-feed-host ${new URL(feed.url).hostname}`;
  try {
    return await navigator.locks.request(lock, { signal: edges.signal }, () =>
      checkInTurn(toReadAgain(state, edges), edges),
    );
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

/**
 * A feed of which stories were left out that are to be kept by now is read again, also where nothing is new in it: the
 * reader wants older ones, or the clock was ahead, by which they were too old.
 */
function toReadAgain(state: FeedState, edges: FeedEdges): FeedState {
  const now = edges.now().getTime();
  const { days } = retentionAt(now, edges);
  return (state.keptDays ?? 0) >= days && state.validatorsSince <= now
    ? state
    : { ...state, validators: {}, bodyHash: undefined };
}

async function checkInTurn(state: FeedState, edges: FeedEdges): Promise<FeedCheck> {
  const now = edges.now().getTime();
  const { hostname } = new URL(state.url);
  const blockedUntil = await hostBlockedUntil(hostname);
  if (isBlocked(blockedUntil, now)) return await leftAlone(state, blockedUntil, edges);
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
