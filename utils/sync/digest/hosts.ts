import type { HostEdges } from './edges.ts';
import { isMissing, type SyncFailure, SyncStopped, stop } from './failure.ts';
import { fetchFile, isMarkup, PAGE_INSTEAD, type Patience } from './fetch-file.ts';
import { HEAD_FILE, LIMITS, MAX_ROOT_HOPS, rootFile } from './format.ts';
import { nextRoot, type RootProblem, type VerifiedRoot } from './root.ts';

/** How the world is reached, and how long it is waited for. */
export interface Reach<Edges extends HostEdges = HostEdges> {
  readonly edges: Edges;
  readonly patience: Patience;
}

/**
 * The folders to ask, in turn: the source's own, then the mirrors in an order of chance. In their own order the first mirror
 * would have to serve everybody once the source is down.
 */
export function hostsInTurn(own: string, mirrors: readonly string[], random: () => number): string[] {
  const left = [...new Set(mirrors)].filter((mirror) => mirror !== own);
  const hosts = [own];
  while (left.length > 0) hosts.push(...left.splice(Math.floor(random() * left.length), 1));
  return hosts;
}

const ROOT_PROBLEMS: Record<RootProblem, { reason: SyncFailure['reason']; detail: string }> = {
  'not-a-root': { reason: 'not-a-digest', detail: 'is no root of a digest' },
  unsigned: { reason: 'bad-signature', detail: 'is not signed by enough of the root keys, old and new' },
  'other-digest': { reason: 'wrong-digest', detail: 'is the root of another digest' },
  'wrong-version': { reason: 'bad-signature', detail: 'is not the root that comes next' },
};

/** A root to go on with, or what stops the sync. */
export function orStop(root: VerifiedRoot | RootProblem, url: string): VerifiedRoot {
  if (typeof root !== 'string') return root;
  const { reason, detail } = ROOT_PROBLEMS[root];
  return stop(reason, url, detail);
}

/**
 * Follows new roots on a host, one version at a time, until there is none.
 * @returns the newest; the same where there is no newer
 */
export async function newestRoot(host: string, from: VerifiedRoot, { edges, patience }: Reach): Promise<VerifiedRoot> {
  let root = from;
  for (let hop = 0; hop < MAX_ROOT_HOPS; hop++) {
    const url = host + rootFile(root.root.version + 1);
    edges.onProgress({ step: 'root', received: 0, total: undefined });
    const text = await textOrNone(url, edges, patience);
    if (text === undefined) return root;
    root = orStop(await nextRoot(text, root), url);
  }
  return root;
}

/**
 * A root that is not there: beside what hosts say of a missing file, they may leave out the header without which a browser
 * says only that it could not fetch. Should the host be gone altogether, its head will tell.
 */
async function textOrNone(url: string, edges: HostEdges, patience: Patience): Promise<string | undefined> {
  try {
    const { bytes } = await fetchFile({ url, limit: LIMITS.root, cache: 'no-cache', patience }, edges);
    const text = new TextDecoder().decode(bytes);
    return isMarkup(text) ? undefined : text;
  } catch (error) {
    if (!(error instanceof SyncStopped)) throw error;
    if (isMissing(error.failure) || error.failure.reason === 'unreachable') return undefined;
    throw error;
  }
}

/** Fetches a host's head. A page in its place is a network's sign-in, or a host that has no such file. */
export async function fetchHead(host: string, { edges, patience }: Reach) {
  const url = host + HEAD_FILE;
  edges.onProgress({ step: 'head', received: 0, total: undefined });
  const { bytes, date } = await fetchFile(
    {
      url,
      limit: LIMITS.head,
      cache: 'no-cache',
      patience,
      onBytes: (received) => edges.onProgress({ step: 'head', received, total: undefined }),
    },
    edges,
  );
  const text = new TextDecoder().decode(bytes);
  if (isMarkup(text)) stop('captive-portal', url, PAGE_INSTEAD);
  return { url, text, date, size: bytes.length };
}
