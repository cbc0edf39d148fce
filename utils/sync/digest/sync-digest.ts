import type { Ledger } from '../../digest/ledger.ts';
import type { InstalledDigest } from '../../digest/rows.ts';
import { tidyShelf } from '../../digest/tidy-shelf.ts';
import type { DigestSource } from './beginning.ts';
import { asStopped, download } from './download.ts';
import type { SyncEdges } from './edges.ts';
import { failureOf, isMissing, type SyncFailure, SyncStopped } from './failure.ts';
import { PATIENCE, type Patience } from './fetch-file.ts';
import type { Blob, Head } from './format.ts';
import { isForThisClient } from './head.ts';
import type { Reach } from './hosts.ts';
import { type Look, look, type Verified } from './look.ts';
import { browserStore, type DigestStore } from './store.ts';
import { planUpdate, resultOf } from './update.ts';

export type { DigestSource } from './beginning.ts';
export type { SyncEdges, SyncProgress, SyncStep } from './edges.ts';
export type { SyncFailure } from './failure.ts';

/** What came of a sync; `bytes` as they came over the network. */
export type SyncResult =
  | {
      readonly state: 'updated';
      readonly by: 'full' | 'delta';
      /** The version before; undefined where there was none, or another digest. */
      readonly from: number | undefined;
      readonly to: number;
      readonly bytes: number;
      /** How many records the publisher has withdrawn. */
      readonly withdrawn: number;
    }
  | { readonly state: 'current'; readonly version: number; readonly bytes: number }
  | { readonly state: 'update-extension'; readonly minClient: string }
  | { readonly state: 'failed'; readonly failure: SyncFailure };

/** Held by the context that syncs, until nothing more is to be done for it. */
export const DIGEST_LOCK = 'newsgloss-digest-sync';

/** A sync whose beginning another context has changed meanwhile begins anew, so often. */
const TRIES = 6;

/** All rows are held against their hashes after so long; some of them at every sync. */
const FULL_CHECK_MS = 7 * 24 * 60 * 60 * 1000;

/** Faults of a delta, beside that it is missing, that the whole digest may not have. */
const WORTH_A_FULL = new Set<SyncFailure['reason']>(['corrupt', 'too-large']);

/**
 * Brings the installed digest to the newest version its publisher has signed, as docs/format.md says. Everything is
 * verified in memory before it is written; whatever fails, what was installed stays.
 * Never throws for what a host, a network or the database can do.
 */
export function syncDigest(source: DigestSource, edges: SyncEdges): Promise<SyncResult> {
  return new Promise((resolve, reject) => {
    const work = async () => {
      resolve(await syncInto(browserStore, source, edges));
      // Nobody waits for it. Where it fails, the rows are right as they lie, and the next sync tries again.
      await tidyShelf().catch(() => undefined);
    };
    navigator.locks.request(DIGEST_LOCK, work).catch(reject);
  });
}

/** The same into any store, without waiting for other contexts. */
export async function syncInto(
  store: DigestStore,
  source: DigestSource,
  edges: SyncEdges,
  patience: Patience = PATIENCE,
): Promise<SyncResult> {
  try {
    for (let tried = 1; tried <= TRIES; tried++) {
      const result = await syncOnce(store, source, { edges, patience }).catch(unlessOvertaken);
      if (result) return result;
    }
    const detail = 'the digest was changed from elsewhere again and again while it was being brought up to date';
    return { state: 'failed', failure: { reason: 'database', url: source.url, detail } };
  } catch (error) {
    return { state: 'failed', failure: failureOf(error, source.url) };
  }
}

/** What was read at the beginning holds no more. */
class Overtaken extends Error {}

function unlessOvertaken(error: unknown): undefined {
  if (!(error instanceof Overtaken)) throw error;
}

async function syncOnce(store: DigestStore, source: DigestSource, reach: Reach<SyncEdges>): Promise<SyncResult> {
  const known = await store.read();
  let kept = known.trust;
  const keep = async (verified: Verified) => {
    if (!(await store.trust(verified, kept))) throw new Overtaken();
    kept = verified.trust;
  };
  const sample = known.installed?.damaged === false ? store.check('some') : undefined;
  sample?.catch(() => undefined);
  const found = await look(source, known, reach, keep);
  const { head, minClient } = found;
  if (!head || !isForThisClient({ minClient })) return { state: 'update-extension', minClient };
  const isOurs = known.installed?.head.id === head.digestId;
  const [installed, ledger] = isOurs && known.installed ? await checked(known.installed, found) : [known.installed];
  const plan = planUpdate(head, installed);
  if (plan.do === 'nothing')
    return { state: 'current', version: installed?.head.version ?? head.version, bytes: found.bytes };
  const update = { ...found, head, store, reach, installed, ledger };
  const written = plan.do === 'delta' ? await byDeltaOrFull(plan, update) : await byFull(update);
  return {
    ...written,
    state: 'updated',
    from: isOurs ? installed?.head.version : undefined,
    to: head.version,
    withdrawn: head.withdrawn.length,
  };

  /**
   * Holds what is installed against its hashes: all of it when that is due, else the sample that was taken while the
   * host was asked. Damage is noted, so that it heals even if this sync fails.
   */
  async function checked(digest: InstalledDigest, { trust, earlier }: Look): Promise<[InstalledDigest, Ledger?]> {
    const now = reach.edges.now();
    // Also where it was done by a clock that was ahead.
    const isDue = Math.abs(now.getTime() - Date.parse(trust.rowsChecked)) > FULL_CHECK_MS;
    const rows = sample && (await (isDue ? store.check('all') : sample));
    if (isDue) await keep({ trust: { ...trust, rowsChecked: now.toISOString() }, earlier });
    if (rows?.isWhole) return [digest, rows.ledger];
    await store.markDamaged();
    return [{ ...digest, damaged: true }];
  }
}

/** Everything that an update needs. */
interface Update extends Look {
  readonly head: Head;
  readonly store: DigestStore;
  readonly reach: Reach;
  readonly installed: InstalledDigest | undefined;
  /** The hashes of what is installed, where a delta may begin with it. */
  readonly ledger: Ledger | undefined;
}

interface UpdatedBy {
  readonly by: 'full' | 'delta';
  readonly bytes: number;
}

async function byDeltaOrFull(
  { blob, from }: { blob: Blob; from: InstalledDigest },
  update: Update,
): Promise<UpdatedBy> {
  const { store, installed, bytes, reach } = update;
  try {
    const change = await verified(blob, from, update);
    reach.edges.signal.throwIfAborted();
    if ((await store.change(change, installed)).state === 'overtaken') throw new Overtaken();
    return { by: 'delta', bytes: bytes + blob.b };
  } catch (error) {
    if (!(error instanceof SyncStopped)) throw error;
    if (!WORTH_A_FULL.has(error.failure.reason) && !isMissing(error.failure)) throw error;
    return byFull(update);
  }
}

async function byFull(update: Update): Promise<UpdatedBy> {
  const { store, head, installed, bytes, reach } = update;
  const change = await verified(head.full, undefined, update);
  reach.edges.signal.throwIfAborted();
  if ((await store.replace(change, installed)).state === 'overtaken') throw new Overtaken();
  return { by: 'full', bytes: bytes + head.full.b };
}

/** Downloads a blob and works out what it leads to, all in memory. */
async function verified(blob: Blob, from: InstalledDigest | undefined, { head, hosts, reach, ledger }: Update) {
  const { digestId, version } = head;
  const expected = { digestId, version, from: from?.head.version };
  const { url, operations } = await download(blob, expected, hosts, reach);
  const base = from && ledger && { installed: from, ledger };
  try {
    const change = await resultOf(operations, head, base, reach.edges.now());
    reach.edges.onProgress({ step: 'apply', received: blob.b, total: blob.b });
    return change;
  } catch (error) {
    throw asStopped(error, url);
  }
}
