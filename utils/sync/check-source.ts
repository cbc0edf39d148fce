import type { Outcome } from './records.ts';
import type { CheckEdges, RunEdges } from './run-edges.ts';
import type { CheckedSource } from './sources.ts';

/** Until a feed whose check broke down is tried again. */
const UNFORESEEN_WAIT_MS = 24 * 60 * 60 * 1000;

/** Checks one source. Never throws: what nobody foresaw is told like any other failure. */
export async function checkSource(
  checked: CheckedSource,
  onProgress: CheckEdges['onProgress'],
  edges: RunEdges,
): Promise<Outcome> {
  const checkEdges = { signal: edges.signal, onProgress };
  onProgress(checked.kind === 'digest' ? 'root' : 'download', 0, undefined);
  try {
    return checked.kind === 'digest'
      ? { kind: 'digest', result: await edges.checkDigest(checked.source, checkEdges) }
      : { kind: 'feed', result: await edges.checkFeed(checked.source, checkEdges) };
  } catch (error) {
    return broken(checked, error, edges.now());
  }
}

/** What is remembered of a source over which the worker died again and again. */
export function interrupted(checked: CheckedSource, times: number, now: number): Outcome {
  return broken(checked, new Error(`the browser ended it ${times} times`), now);
}

/** A check that ended in a way that none of ours should: told like any other failure, so that it is seen. */
export function broken({ kind, source: { url } }: CheckedSource, error: unknown, now: number): Outcome {
  const detail = error instanceof Error ? error.message : String(error);
  return kind === 'digest'
    ? { kind, result: { state: 'failed', failure: { reason: 'database', url, detail } } }
    : { kind, result: { state: 'failed', failure: { reason: 'broken', url, detail }, next: now + UNFORESEEN_WAIT_MS } };
}
