import type { Trust } from '../../digest/rows.ts';
import { beginning, type DigestSource, type KnownTrust, withRoot } from './beginning.ts';
import type { SyncEdges } from './edges.ts';
import { type SyncFailure, SyncStopped, stop } from './failure.ts';
import type { Head } from './format.ts';
import { judgeHead } from './head.ts';
import { fetchHead, hostsInTurn, newestRoot, type Reach } from './hosts.ts';
import type { VerifiedRoot } from './root.ts';

/** What a look at a publisher's hosts found; `trust` is what to keep of it. */
export interface Look extends KnownTrust {
  readonly trust: Trust;
  /** The head, or undefined where only later clients can read it. */
  readonly head: Head | undefined;
  readonly minClient: string;
  /** Where to fetch blobs, best first. */
  readonly hosts: readonly string[];
  /** Bytes of the head. */
  readonly bytes: number;
}

/** What is to be kept of a look. */
export interface Verified extends KnownTrust {
  readonly trust: Trust;
  /** What the head says is withdrawn; undefined before it is known. */
  readonly withdrawn?: readonly string[];
}

/** Keeps what was verified so far. @throws Overtaken */
export type KeepTrust = (verified: Verified) => Promise<void>;

/**
 * Looks at the publisher's hosts in turn until one has a head that is not refused.
 * What was verified is kept at once, above all what was withdrawn, whatever becomes of the download.
 * @throws SyncStopped with the first host's failure where none has
 */
export async function look(
  source: DigestSource,
  known: KnownTrust,
  reach: Reach<SyncEdges>,
  keep: KeepTrust,
): Promise<Look> {
  const now = reach.edges.now();
  const { earlier, ...begun } = await beginning(source, known, now);
  let { trust, root } = begun;
  const hosts = () => hostsInTurn(source.url, root.root.mirrors, reach.edges.random);
  const tried = new Set<string>();
  let failure: SyncFailure | undefined;
  for (
    let host: string | undefined = source.url;
    host !== undefined;
    host = hosts().find((other) => !tried.has(other))
  ) {
    tried.add(host);
    const done = new AbortController();
    try {
      const { newest, fetched } = await rootAndHead(host, root, reachUntil(done.signal, reach));
      trust = withRoot(trust, root, newest);
      root = newest;
      if (trust.root !== known.trust?.root) await keep({ trust, earlier });
      return await readHead(host, fetched, { root, trust, earlier, now, hosts: hosts() }, keep);
    } catch (error) {
      if (!(error instanceof SyncStopped) || error.failure.reason === 'aborted') throw error;
      failure ??= error.failure;
    } finally {
      done.abort();
    }
  }
  throw new SyncStopped(failure ?? { reason: 'unreachable', url: source.url, detail: 'no host answered' });
}

/** A head that is still on its way when nobody needs it any more is given up: else it would report progress after the end. */
function reachUntil(done: AbortSignal, { edges, patience }: Reach<SyncEdges>): Reach {
  return { edges: { ...edges, signal: AbortSignal.any([edges.signal, done]) }, patience };
}

interface Standing extends KnownTrust {
  readonly root: VerifiedRoot;
  readonly trust: Trust;
  readonly now: Date;
  readonly hosts: readonly string[];
}

/**
 * The newest root of a host and its head, both asked for at once: nearly always there is no newer root. A head that
 * was asked for before a newer root was known may be of the keys before, so it is fetched again.
 */
async function rootAndHead(host: string, root: VerifiedRoot, reach: Reach) {
  const finding = newestRoot(host, root, reach);
  const fetching = fetchHead(host, reach);
  fetching.catch(() => undefined);
  const newest = await finding;
  return { newest, fetched: () => (newest === root ? fetching : fetchHead(host, reach)) };
}

async function readHead(
  host: string,
  fetched: () => ReturnType<typeof fetchHead>,
  { root, trust, earlier, now, hosts }: Standing,
  keep: KeepTrust,
): Promise<Look> {
  if (Date.parse(root.root.expires) <= now.getTime())
    stop(
      'expired',
      host,
      `the keys of ${root.root.publisher} were good until ${root.root.expires}, and no newer ones are there; this computer's clock says ${now.toISOString()}`,
    );
  const { url, text, date, size } = await fetched();
  const verdict = await judgeHead(text, { root: root.root, trusted: trust.head, now, hostDate: date });
  if (verdict.is === 'refused') return stop(verdict.reason, url, verdict.detail);
  const found = { hosts: [host, ...hosts.filter((other) => other !== host)], bytes: size, earlier };
  if (verdict.is === 'unreadable') return { ...found, trust, head: undefined, minClient: verdict.minClient };
  const { head, payloadHash } = verdict;
  const { version, seq, created, expires, minClient, notice, pollSeconds } = head;
  const lastChecked = now.toISOString();
  const trusted = { version, seq, created, expires, minClient, notice, pollSeconds, payloadHash, lastChecked };
  const kept: Trust = { ...trust, head: { ...trusted, stateHash: head.state.hash } };
  await keep({ trust: kept, earlier, withdrawn: head.withdrawn.toSorted() });
  return { ...found, trust: kept, head, minClient };
}
