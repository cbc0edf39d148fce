import 'fake-indexeddb/auto';
import { checkRows } from '../../utils/digest/check-rows.ts';
import { closeDatabase, deleteDatabase } from '../../utils/digest/database.ts';
import { installDigest, installedDigest } from '../../utils/digest/install.ts';
import { browserStore } from '../../utils/sync/digest/store.ts';
import { syncInto } from '../../utils/sync/digest/sync-digest.ts';
import { FAULTS, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { startNginx } from './nginx.ts';
import { NOW, publisherAtWork, versionOf } from './publisher-at-work.ts';
import { edgesWith } from './reader-at-home.ts';

/** What a number of runs came to. */
export interface FaultRuns {
  readonly runs: number;
  readonly updated: number;
  readonly current: number;
  /** By reason. */
  readonly refused: Record<string, number>;
  /** Runs after which what is stored is neither the old digest nor the new, or is gone. */
  readonly lost: string[];
}

/** Versions that readers begin with and that are published, one after the other. */
const VERSIONS = 4;
const PATIENCE = { silence: 150, whole: 400, slowest: Number.POSITIVE_INFINITY };

/**
 * Syncs again and again from a real server through a proxy that spoils about half of its answers, and through a
 * database that fails now and then; after each run what is stored must be one whole version, never an older one than before.
 */
export async function runFaults(runs: number, seed: number): Promise<FaultRuns> {
  const random = seeded(seed);
  const publisher = await publisherAtWork();
  await publisher.publish(versionOf(1));
  const nginx = await startNginx(publisher.site);
  const proxy = await startFaultProxy(nginx.url, random);
  const refused: Record<string, number> = {};
  const lost: string[] = [];
  let [updated, current, published] = [0, 0, 1];
  await installDigest(versionOf(1), NOW);
  for (let run = 1; run <= runs; run++) {
    const turn = Math.floor((run * VERSIONS) / runs) + 1;
    while (published < Math.min(turn, VERSIONS)) await publisher.publish(versionOf(++published));
    if (random() < 0.6) await restart(random);
    const before = (await installedDigest())?.head.version ?? 0;
    const result = await spoiltSync(proxy, publisher.root(), random);
    if (result.state === 'updated') updated++;
    else if (result.state === 'current') current++;
    else if (result.state === 'failed') refused[result.failure.reason] = (refused[result.failure.reason] ?? 0) + 1;
    const problem = await problemAfter(before);
    if (problem) lost.push(`run ${run} (${JSON.stringify(result)}): ${problem}`);
  }
  proxy.close();
  await nginx.close();
  publisher.close();
  await deleteDatabase();
  return { runs, updated, current, refused, lost };
}

/** A reader begins anew now and then with the packaged digest, or loses the connection to the database. */
async function restart(random: () => number): Promise<void> {
  closeDatabase();
  if (random() < 0.8) await installDigest(versionOf(1), NOW);
}

async function spoiltSync(proxy: FaultProxy, root: string, random: () => number) {
  proxy.faultOf = () => (random() < 0.5 ? undefined : FAULTS[Math.floor(random() * FAULTS.length)]);
  const controller = new AbortController();
  if (random() < 0.1) setTimeout(() => controller.abort(), random() * 100);
  const edges = edgesWith(fetch, { signal: controller.signal });
  const undo = failNowAndThen(random);
  const result = await syncInto(browserStore, { url: proxy.url, root }, edges, PATIENCE);
  undo();
  return result;
}

/** In one run of four, lets all transactions fail from some one on, as when the browser is killed or the disk is full. */
function failNowAndThen(random: () => number): () => void {
  if (random() > 0.25) return () => undefined;
  const genuine = IDBDatabase.prototype.transaction;
  let left = Math.floor(random() * 12);
  closeDatabase();
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, ...how) {
    if (left-- <= 0) throw new DOMException('no room is left', 'QuotaExceededError');
    return genuine.call(this, stores, ...how);
  };
  return () => {
    IDBDatabase.prototype.transaction = genuine;
    closeDatabase();
  };
}

async function problemAfter(before: number): Promise<string | undefined> {
  const installed = await installedDigest();
  if (!installed) return 'nothing is installed any more';
  if (!(await checkRows({ rows: 'all' })).isWhole) return 'the rows are no version';
  if (installed.head.version < before) return `version ${before} fell to ${installed.head.version}`;
  return undefined;
}

/** Numbers in [0, 1), the same for the same seed: a linear congruence (D. Knuth, MMIX), its upper half. */
export function seeded(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 32n) / 2 ** 32;
  };
}
