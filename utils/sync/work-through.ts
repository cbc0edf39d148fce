import { broken, checkSource, interrupted } from './check-source.ts';
import type { FeedCheck } from './outcomes.ts';
import { IDLE } from './progress.ts';
import {
  dueTime,
  isUnreachable,
  newRecord,
  type Outcome,
  recordAfter,
  recordWithoutNetwork,
  type SourceRecord,
} from './records.ts';
import type { CheckEdges, PendingRun, RunEdges, RunEnd, SyncMemory } from './run-edges.ts';
import { nextWithoutNetwork } from './schedule.ts';
import {
  activeSources,
  type CheckedSource,
  digestSource,
  isLoopback,
  namesOf,
  type SourceId,
  withFeedSaid,
} from './sources.ts';

/** A worker that was killed this often over the same source has met something it cannot bear. */
const MOST_ATTEMPTS = 3;

/** Whether the time of a source has come. */
export function isDue(record: SourceRecord | undefined, now: number): boolean {
  const due = dueTime(record, now);
  return due !== undefined && due <= now;
}

/** Whether the way to a source is open. */
export function isInReach({ source }: CheckedSource, edges: RunEdges): boolean {
  return edges.isOnline() || isLoopback(source.url);
}

/** Puts off what is due for want of a network, or of the reader's leave; what is planned for later, or is checked no more, stays so. */
export async function putOff(sources: readonly CheckedSource[], edges: RunEdges): Promise<void> {
  for (const { id } of sources) {
    const record = (await edges.memory.record(id)) ?? newRecord(edges.now());
    if (!isDue(record, edges.now())) continue;
    await edges.memory.setRecord(id, { ...record, next: nextWithoutNetwork(momentOf(edges)) });
  }
}

/** Checks what is still to be checked of a run, in its order, until it is done or the reader ends it. */
export async function workThrough(run: PendingRun, edges: RunEdges): Promise<RunEnd> {
  let rest = run;
  try {
    for (let [id] = rest.queue; id !== undefined && !edges.signal.aborted; [id] = rest.queue) {
      rest = { ...rest, attempts: rest.attempts + 1 };
      await edges.memory.setPendingRun(rest);
      await checkOne(id, rest, edges);
      rest = { ...rest, queue: rest.queue.slice(1), attempts: 0 };
    }
    // Else an alarm would soon go on with what the reader has just ended.
    if (edges.signal.aborted) await putOff(await stillThere(rest.queue, edges), edges);
  } finally {
    await edges.memory.setPendingRun(undefined);
    edges.onProgress(IDLE);
  }
  return 'done';
}

async function checkOne(id: SourceId, run: PendingRun, edges: RunEdges): Promise<void> {
  const [checked] = await stillThere([id], edges);
  if (!checked) return;
  if (!isInReach(checked, edges)) return putOff([checked], edges);
  const outcome =
    run.attempts > MOST_ATTEMPTS
      ? interrupted(checked, MOST_ATTEMPTS, edges.now())
      : await checkSource(checked, progressOf(checked, run, edges), edges);
  if (await isStillThere(checked, edges)) await remember(checked, outcome, edges);
  else if (checked.kind === 'feed') await edges.forgetFeed(id);
  if (checked.kind === 'digest') await makeAnew(checked, edges);
}

/** Makes anew what is made from the digest; where that fails, as it may on a full disk, it is told, and the run goes on. */
async function makeAnew(checked: CheckedSource, edges: RunEdges): Promise<void> {
  try {
    await edges.digestChecked();
  } catch (error) {
    if (await isStillThere(checked, edges)) await remember(checked, broken(checked, error, edges.now()), edges);
  }
}

/** Those of these sources that are still to be checked. */
async function stillThere(ids: readonly SourceId[], { memory, packaged }: RunEdges): Promise<CheckedSource[]> {
  return activeSources(await memory.sources(), await packaged()).filter(({ id }) => ids.includes(id));
}

/** Whether the reader has neither removed a source nor put another in its place while it was checked. */
async function isStillThere({ kind, id, source }: CheckedSource, { memory, packaged }: RunEdges): Promise<boolean> {
  const sources = await memory.sources();
  if (kind === 'feed') return sources.feeds.some((feed) => feed.id === id);
  const digest = digestSource(sources, await packaged());
  return digest?.url === source.url && digest.root === source.root;
}

async function remember(checked: CheckedSource, outcome: Outcome, edges: RunEdges): Promise<void> {
  const { memory } = edges;
  const { id } = checked;
  const moment = momentOf(edges);
  const before = (await memory.record(id)) ?? newRecord(moment.now);
  const rhythm = { phase: await memory.phase(), wish: outcome.kind === 'digest' ? await edges.pollWish() : 0 };
  const isCut = isUnreachable(outcome) && !isInReach(checked, edges);
  const record = isCut ? recordWithoutNetwork(before, outcome, moment) : recordAfter(before, outcome, moment, rhythm);
  await memory.setRecord(id, record);
  await memory.addToLog({ at: moment.now, id, ...namesOf(checked), outcome });
  if (outcome.kind === 'feed') await takeOver(id, outcome.result, memory);
}

/** Reports how far the check of one source has come within the whole run. */
function progressOf(
  { id, source: { title } }: CheckedSource,
  run: PendingRun,
  edges: RunEdges,
): CheckEdges['onProgress'] {
  const { of, since } = run;
  const done = of - run.queue.length;
  return (step, received, total) =>
    edges.onProgress({ state: 'running', id, title, since, done, of, step, received, total });
}

/** What a feed says of itself: its name, and where it has moved. */
async function takeOver(id: SourceId, result: FeedCheck, memory: SyncMemory): Promise<void> {
  const said = {
    ...(result.state === 'updated' ? { title: result.title } : {}),
    ...('movedTo' in result && result.movedTo !== undefined ? { movedTo: result.movedTo } : {}),
  };
  if (Object.keys(said).length > 0) await memory.changeSources((sources) => withFeedSaid(sources, id, said));
}

function momentOf({ now, random }: RunEdges) {
  return { now: now(), random: random() };
}
