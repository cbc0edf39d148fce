import { isAtRest } from './records.ts';
import type { Asked, PendingRun, Requested, RunEdges, RunEnd, SyncRequest } from './run-edges.ts';
import { activeSources, type CheckedSource } from './sources.ts';
import { isDue, isInReach, putOff, workThrough } from './work-through.ts';

/**
 * Checks sources one after the other, and remembers what came of each. One run at a time across all contexts: what the
 * reader asks for has its turn after one under way, which may already be past the source that is meant; so it has after
 * what the death of the worker left behind.
 */
export async function runSync(asked: Asked, edges: RunEdges): Promise<RunEnd> {
  const end = asked === 'due' ? await runDue(edges) : await runAsked(asked, edges);
  return end ?? 'dropped';
}

/** Goes on with what the death of the worker left behind: a run that it cut short, and what the reader had asked for meanwhile. */
export async function resumeSync(edges: RunEdges): Promise<RunEnd> {
  const { memory } = edges;
  const [run, requests] = await Promise.all([memory.pendingRun(), memory.requests()]);
  if (!run && requests.length === 0) return 'nothing-to-check';
  const end = await edges.alone(async () => {
    await catchUp(edges);
    return 'done' as const;
  }, 'drop');
  return end ?? 'dropped';
}

function runDue(edges: RunEdges): Promise<RunEnd | undefined> {
  return edges.alone(async () => {
    await catchUp(edges);
    if (edges.signal.aborted) return 'done';
    const run = await plan('due', edges);
    return typeof run === 'string' ? run : workThrough(run, edges);
  }, 'drop');
}

async function runAsked(asked: Requested, edges: RunEdges): Promise<RunEnd | undefined> {
  const request: SyncRequest = { id: crypto.randomUUID(), asked };
  await edges.memory.changeRequests((requests) => [...requests, request]);
  return edges.alone(async () => {
    await catchUp(edges, request);
    if (edges.signal.aborted) return 'done';
    // One that is noted no more was cancelled, or has been carried out by who took over after a death.
    const isNoted = (await edges.memory.requests()).some(({ id }) => id === request.id);
    return isNoted ? carryOut(request, edges) : undefined;
  }, 'wait');
}

/** Goes on with a run that was cut short, then with what was asked for, up to one request where it is noted. */
async function catchUp(edges: RunEdges, upTo?: SyncRequest): Promise<void> {
  const cut = await edges.memory.pendingRun();
  if (cut) await workThrough(cut, edges);
  while (!edges.signal.aborted) {
    const [next] = await edges.memory.requests();
    if (!next || next.id === upTo?.id) return;
    await carryOut(next, edges);
  }
}

/** A request is kept until its run is, or it is known that there is none. */
async function carryOut({ id, asked }: SyncRequest, edges: RunEdges): Promise<RunEnd> {
  const { memory } = edges;
  const run = await plan(asked, edges);
  if (typeof run !== 'string') await memory.setPendingRun(run);
  await memory.changeRequests((requests) => requests.filter((request) => request.id !== id));
  return typeof run === 'string' ? run : workThrough(run, edges);
}

/** What is to be checked, or why nothing is. */
async function plan(asked: Asked, edges: RunEdges): Promise<PendingRun | RunEnd> {
  const active = activeSources(await edges.memory.sources(), await edges.packaged());
  const chosen = await choose(asked, active, edges);
  if (chosen.length === 0) return asked === 'all' && active.length > 0 ? 'all-at-rest' : 'nothing-to-check';
  const reachable = chosen.filter((checked) => isInReach(checked, edges));
  if (reachable.length === 0) {
    await putOff(chosen, edges);
    return 'offline';
  }
  const queue = reachable.map(({ id }) => id);
  return { queue, of: queue.length, since: edges.now(), attempts: 0 };
}

async function choose(
  asked: Asked,
  active: readonly CheckedSource[],
  { memory, now }: RunEdges,
): Promise<CheckedSource[]> {
  if (asked !== 'all' && asked !== 'due') return active.filter(({ id }) => asked.includes(id));
  const records = await Promise.all(active.map(({ id }) => memory.record(id)));
  return active.filter(({ kind }, index) => {
    const record = records[index];
    if (asked === 'all') return kind === 'digest' || !record || !isAtRest(record, now());
    return isDue(record, now());
  });
}
