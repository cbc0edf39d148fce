import { sha256 } from '../../digest/hash.ts';
import { Deadline } from './deadline.ts';
import type { Answer } from './download.ts';
import type { FeedCheck, FeedEdges } from './feed-check.ts';
import type { FeedStory } from './feed-database.ts';
import { isChanged, storyIdOf, storyRow, tagged } from './feed-rows.ts';
import type { FeedState } from './feed-state.ts';
import { storeCheck, storedStories } from './feed-store.ts';
import { freshMs } from './http-times.ts';
import type { FeedPace, ParsedFeed } from './parsed-feed.ts';
import { courseAfter } from './polling.ts';
import { readAnswer } from './read-answer.ts';
import { moveAfter, movedTo } from './redirects.ts';
import { oldestKept, retentionAt } from './retention.ts';
import type { Tagger } from './tagging.ts';
import { validatorsFrom } from './validators.ts';

/** Longest stretch of tagging before others may go on, ms. */
const TAGGING_STRETCH_MS = 20;

/** Stores that a host has nothing new: an answer of status 304. */
export async function takeNothingNew(before: FeedState, answer: Answer, edges: FeedEdges): Promise<FeedCheck> {
  const validators = { ...before.validators, ...validatorsFrom(answer.headers) };
  return unchanged({ ...before, ...answered(before, answer, before.pace, edges), validators }, 0, edges);
}

/**
 * Reads a whole answer and stores what is new in it.
 * @throws FeedRefusal when it holds no feed that can be read, or cannot be stored
 */
export async function takeAnswer(before: FeedState, answer: Answer, edges: FeedEdges): Promise<FeedCheck> {
  const now = edges.now().getTime();
  const bytes = answer.bytes.length;
  const bodyHash = await sha256(answer.bytes);
  const retention = retentionAt(now, edges);
  const whole = {
    validators: validatorsFrom(answer.headers),
    validatorsSince: now,
    bodyHash,
    keptDays: retention.days,
  };
  if (bodyHash === before.bodyHash)
    return unchanged({ ...before, ...answered(before, answer, before.pace, edges), ...whole }, bytes, edges);

  const feed = readAnswer(answer, before.url, new Deadline());
  const { rows, lexicon, added, changed, held, isAnyKept } = await newRows(before, feed, edges);
  const landed = { ...before, self: feed.self };
  const state: FeedState = {
    ...landed,
    ...answered(landed, answer, feed.pace, edges, feed.expired),
    ...(feed.isWhole ? whole : { validators: {}, bodyHash: undefined }),
    pace: feed.pace,
  };
  await storeCheck({ state, stories: rows, lexicon, held: feed.isWhole ? held : undefined }, retention);
  if (state.course.stopped) return { state: 'stopped', why: state.course.stopped };
  const outcome = { bytes, next: state.course.next, ...moved(state) };
  return added + changed > 0 || !isAnyKept
    ? { state: 'updated', added, changed, title: feed.title, ...outcome }
    : { state: 'unchanged', ...outcome };
}

async function unchanged(state: FeedState, bytes: number, edges: FeedEdges): Promise<FeedCheck> {
  await storeCheck({ state }, retentionAt(edges.now().getTime(), edges));
  if (state.course.stopped) return { state: 'stopped', why: state.course.stopped };
  return { state: 'unchanged', bytes, next: state.course.next, ...moved(state) };
}

/** What any good answer changes in what is known of a feed. One that has ended stays so where nothing is new. */
function answered(
  { course, url: asked, self, move }: FeedState,
  { headers, url: landed }: Answer,
  pace: FeedPace,
  edges: FeedEdges,
  isExpired = course.stopped === 'expired',
): Pick<FeedState, 'course' | 'move'> {
  const now = edges.now().getTime();
  const event = { kind: 'answered', pace, freshMs: freshMs(headers, now), isExpired } as const;
  return {
    course: courseAfter(course, event, { now, spread: Math.random() }),
    move: moveAfter(move, { asked, landed, self, now }),
  };
}

function moved({ move }: FeedState): { movedTo?: string } {
  const to = movedTo(move);
  return to === undefined ? {} : { movedTo: to };
}

interface NewRows {
  /** To be written: new or changed. */
  readonly rows: readonly FeedStory[];
  /** What they were tagged with; undefined where there are none. */
  readonly lexicon: string | undefined;
  readonly added: number;
  readonly changed: number;
  /** Whether any of what the feed holds is kept. */
  readonly isAnyKept: boolean;
  /** The ids of all that the feed holds. */
  readonly held: ReadonlySet<string>;
}

/** The stories that are new or changed, tagged; without those that are too old, or were dropped before. Those without a date stay in the feed's order. */
async function newRows(before: FeedState, feed: ParsedFeed, edges: FeedEdges): Promise<NewRows> {
  const now = edges.now().getTime();
  const oldest = oldestKept(retentionAt(now, edges));
  const dropped = new Set(before.forgotten);
  const ids = feed.stories.map((story) => storyIdOf(before.id, story));
  const stored = await storedStories(ids);
  const rows: FeedStory[] = [];
  const counts = { added: 0, changed: 0 };
  let tagger: Tagger | undefined;
  let stretch = performance.now();
  for (const [place, story] of feed.stories.entries()) {
    const id = storyIdOf(before.id, story);
    const known = stored.get(id);
    const row = storyRow(before.id, feed, story, known, now - place);
    if (dropped.has(id) || row.time < oldest || (known && !isChanged(known, row))) continue;
    if (performance.now() - stretch > TAGGING_STRETCH_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      stretch = performance.now();
    }
    tagger ??= await edges.openTagger();
    rows.push(tagged(row, tagger.tag));
    counts[known ? 'changed' : 'added']++;
  }
  return { rows, lexicon: tagger?.lexicon, ...counts, isAnyKept: stored.size + rows.length > 0, held: new Set(ids) };
}
