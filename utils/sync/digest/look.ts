import { sha256 } from '../../digest/hash.ts';
import type { Trust } from '../../digest/rows.ts';
import type { SyncEdges } from './edges.ts';
import { type SyncFailure, SyncStopped, stop } from './failure.ts';
import type { Head } from './format.ts';
import { judgeHead } from './head.ts';
import { fetchHead, hostsInTurn, newestRoot, orStop, type Reach } from './hosts.ts';
import { headKeysDiffer, readRoot, shareRootKey, type VerifiedRoot } from './root.ts';

/** Where a digest is published, and what its signatures are held against. */
export interface DigestSource {
  /** The folder, ending in a slash. */
  readonly url: string;
  /** JSON text of the root that came with the extension, or that the reader confirmed. */
  readonly root: string;
}

/** What a look at a publisher's hosts found; `trust` is what to keep of it. */
export interface Look {
  readonly trust: Trust;
  /** The head, or undefined where only later clients can read it. */
  readonly head: Head | undefined;
  readonly minClient: string;
  /** Where to fetch blobs, best first. */
  readonly hosts: readonly string[];
  /** Bytes of the head. */
  readonly bytes: number;
}

/** Keeps what was verified so far. @throws Overtaken */
export type KeepTrust = (trust: Trust, withdrawn?: readonly string[]) => Promise<void>;

/**
 * Looks at the publisher's hosts in turn until one has a head that is not refused.
 * What was verified is kept at once, above all what was withdrawn, whatever becomes of the download.
 * @throws SyncStopped with the first host's failure where none has
 */
export async function look(
  source: DigestSource,
  stored: Trust | undefined,
  reach: Reach<SyncEdges>,
  keep: KeepTrust,
): Promise<Look> {
  const now = reach.edges.now();
  let { trust, root } = await beginning(source, stored, now);
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
      if (trust.root !== stored?.root) await keep(trust);
      return await readHead(host, fetched, { root, trust, now, hosts: hosts() }, keep);
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

interface Standing {
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
  { root, trust, now, hosts }: Standing,
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
  const found = { hosts: [host, ...hosts.filter((other) => other !== host)], bytes: size };
  if (verdict.is === 'unreadable') return { ...found, trust, head: undefined, minClient: verdict.minClient };
  const { head, payloadHash } = verdict;
  const { version, seq, created, expires, minClient, notice, pollSeconds } = head;
  const lastChecked = now.toISOString();
  const trusted = { version, seq, created, expires, minClient, notice, pollSeconds, payloadHash, lastChecked };
  const kept: Trust = { ...trust, head: { ...trusted, stateHash: head.state.hash } };
  await keep(kept, head.withdrawn.toSorted());
  return { ...found, trust: kept, head, minClient };
}

/**
 * What to begin with: the newest root verified before, or the one that came with the source where that is newer, or
 * where it has no root key in common with the other and so is another publisher's.
 */
async function beginning(
  { url, root: text }: DigestSource,
  stored: Trust | undefined,
  now: Date,
): Promise<{ trust: Trust; root: VerifiedRoot }> {
  const shipped = orStop(await readRoot(text), url);
  const anchor = await sha256(text);
  const fresh = {
    key: 'trust',
    digestId: shipped.root.digestId,
    anchor,
    root: text,
    head: undefined,
    rowsChecked: now.toISOString(),
  } as const;
  if (stored?.digestId !== shipped.root.digestId) return { trust: fresh, root: shipped };
  const kept = await readRoot(stored.root);
  if (typeof kept === 'string') return { trust: fresh, root: shipped };
  if (stored.anchor !== anchor && !shareRootKey(shipped.root, kept.root)) return { trust: fresh, root: shipped };
  const trust = { ...stored, anchor };
  if (kept.root.version >= shipped.root.version) return { trust, root: kept };
  return { trust: withRoot(trust, kept, shipped), root: shipped };
}

/**
 * Trust under another root. When the keys for heads changed, the heads before bind no more: else one forged head with
 * a huge version, signed by a stolen key, would shut readers out for ever (TUF specification, 5.3.11).
 */
function withRoot(trust: Trust, before: VerifiedRoot, { text, root }: VerifiedRoot): Trust {
  return { ...trust, root: text, head: headKeysDiffer(before.root, root) ? undefined : trust.head };
}
