import type { Answer } from './download.ts';
import type { FeedCheck, FeedEdges, FeedSource } from './feed-check.ts';
import type { FeedState } from './feed-state.ts';
import { blockHost, storeCheck } from './feed-store.ts';
import { retryAfterMs } from './http-times.ts';
import { courseAfter, hostBlockMs } from './polling.ts';
import { FeedRefusal } from './refusal.ts';
import { retentionAt } from './retention.ts';

/** Remembers that a check gave nothing, and when to try again; blocks the host where it asked for that. */
export async function takeRefusal(
  before: FeedState,
  { reason, message }: FeedRefusal,
  answer: Pick<Answer, 'status' | 'headers'> | undefined,
  edges: FeedEdges,
): Promise<FeedCheck> {
  const now = edges.now().getTime();
  const retryAfter = answer && retryAfterMs(answer.headers, now);
  const isCut = reason === 'unreachable' && edges.isOnline?.() === false;
  const course = courseAfter(
    before.course,
    { kind: 'refused', reason: isCut ? 'aborted' : reason, retryAfterMs: retryAfter },
    { now, spread: Math.random() },
  );
  if (answer && ASKS_FOR_PEACE.has(answer.status))
    await blockHost(new URL(before.url).hostname, now + hostBlockMs(retryAfter));
  await keep({ ...before, course }, edges);
  if (course.stopped) return { state: 'stopped', why: course.stopped };
  const failure = {
    reason,
    url: before.url,
    detail: message,
    ...(answer ? { status: answer.status } : {}),
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
  };
  return { state: 'failed', failure, next: course.next };
}

/** The host asked to be left alone and was not asked: no failure of the feed, only a later check. */
export async function leftAlone(before: FeedState, until: number, edges: FeedEdges): Promise<FeedCheck> {
  const now = edges.now().getTime();
  const detail = `${new URL(before.url).hostname} asked to be left alone for a while; it was not asked. Newsgloss tries again by itself.`;
  await keep({ ...before, course: { ...before.course, next: until } }, edges);
  return {
    state: 'failed',
    failure: { reason: 'rate-limited', url: before.url, detail, retryAfterMs: until - now },
    next: until,
  };
}

/** There was no room to begin with the feed, so nothing can be remembered of this check either. */
export function notOpened({ url }: FeedSource, { reason, message }: FeedRefusal, edges: FeedEdges): FeedCheck {
  const moment = { now: edges.now().getTime(), spread: Math.random() };
  const { next } = courseAfter({ next: 0, failures: 0 }, { kind: 'refused', reason, retryAfterMs: undefined }, moment);
  return { state: 'failed', failure: { reason, url, detail: message }, next };
}

/** Too many requests, and unavailable for now (RFC 6585, 4; RFC 9110, 15.6.4). */
const ASKS_FOR_PEACE: ReadonlySet<number> = new Set([429, 503]);

/** Nothing more can be done about a failure that cannot be written down. */
async function keep(state: FeedState, edges: FeedEdges): Promise<void> {
  await storeCheck({ state }, retentionAt(edges.now().getTime(), edges)).catch((error: unknown) => {
    if (!(error instanceof FeedRefusal)) throw error;
  });
}
