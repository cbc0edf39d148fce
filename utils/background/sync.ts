import browser from 'webextension-polyfill';
import { addNotice } from '../notices.ts';
import { feedRetention } from '../settings.ts';
import { checkFeed } from '../sync/feeds/check-feed.ts';
import { removeFeed } from '../sync/feeds/feed-store.ts';
import { takeDroppedNotice } from '../sync/feeds/retention.ts';
import { SYNC_MEMORY } from '../sync/memory.ts';
import { packagedSource } from '../sync/packaged-source.ts';
import { IDLE, type SyncProgress } from '../sync/progress.ts';
import { progressReporter, syncProgress } from '../sync/progress-store.ts';
import { publisherSays } from '../sync/publisher-says.ts';
import type { Requested, RunEdges, RunEnd } from '../sync/run-edges.ts';
import { resumeSync, runSync } from '../sync/run-sync.ts';
import { DUE_ALARM, planSync } from './alarm.ts';
import { renewLexicon } from './digest.ts';
import { feedTagger, retagFeeds } from './feeds.ts';
import { keepAwake } from './keep-awake.ts';
import { syncDigestWithRoom } from './room.ts';

const LOCK = 'newsgloss-sync-run';
/** Rings while a sync runs, and wakes a worker that died over it. */
const WATCH_ALARM = 'sync-watch';
/** The shortest that browsers allow for an alarm, minutes. */
const WATCH_MINUTES = 0.5;

/** After a run that broke down as a whole the next one waits: what was in its way, such as a full disk, will be so for a while. */
const BROKEN_REST_MS = 15 * 60_000;

let stopper = new AbortController();
/** Ends those that wait for their turn. */
let dropper = new AbortController();

/** At every start of the worker: goes on with what its death cut short, and sees to the alarm. */
export function wakeSync(): Promise<void> {
  return andPlan(async () => {
    await resumeSync(edges());
    await forgetStaleProgress();
  });
}

/** A run whose worker died after its last source leaves its progress behind. */
async function forgetStaleProgress(): Promise<void> {
  if ((await syncProgress.get()).state === 'running') await alone(async () => progressReporter(Date.now)(IDLE), 'drop');
}

/** When an alarm rings. */
export function syncOnAlarm(name: string): Promise<void> {
  return andPlan(async () => {
    if (name === WATCH_ALARM) await resumeSync(edges());
    if (name === DUE_ALARM) await runSync('due', edges());
  });
}

/** Begins a sync because the reader asked for it; says how it went where it ends at once. */
export async function syncNow(asked: Requested): Promise<RunEnd | 'started'> {
  let begun: (value: 'started') => void = () => undefined;
  const started = new Promise<'started'>((resolve) => {
    begun = resolve;
  });
  const ended = runSync(
    asked,
    edges((progress) => progress.state === 'running' && begun('started')),
  );
  // Who asked is told of a failure.
  void andPlan(() => ended).catch(() => undefined);
  return Promise.race([started, ended]);
}

/** Ends the sync under way, if there is one; also one that waits for its turn, or to be resumed. */
export async function cancelSync(): Promise<undefined> {
  stopper.abort();
  dropper.abort();
  dropper = new AbortController();
  await SYNC_MEMORY.changeRequests(() => []);
  await SYNC_MEMORY.setPendingRun(undefined);
  return undefined;
}

/** Ends the sync under way, and does `work` before another can begin. */
export async function betweenSyncs(work: () => Promise<void>): Promise<void> {
  await cancelSync();
  await navigator.locks.request(LOCK, work);
}

/** Does `work` and plans the next sync whatever comes of it: an alarm that has rung does not ring again by itself. */
async function andPlan(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await planSync(Date.now() + BROKEN_REST_MS);
    throw error;
  }
  await afterSync();
}

/** Plans the next sync, come what may of the rest, and tells what this one had to throw away for room. */
async function afterSync(): Promise<void> {
  await planSync();
  await retagFeeds();
  const { feeds } = await SYNC_MEMORY.sources();
  const dropped = feeds.length > 0 ? await takeDroppedNotice() : 0;
  if (dropped > 0) await addNotice({ kind: 'stories-dropped', count: dropped });
}

function edges(alsoTell: (progress: SyncProgress) => void = () => undefined): RunEdges {
  const report = progressReporter(Date.now);
  return {
    memory: SYNC_MEMORY,
    packaged: packagedSource,
    now: Date.now,
    random: Math.random,
    isOnline: () => navigator.onLine,
    get signal() {
      return stopper.signal;
    },
    alone,
    checkDigest: ({ url, root }, { signal, onProgress }) =>
      syncDigestWithRoom(
        { url, root },
        {
          fetch: globalThis.fetch.bind(globalThis),
          now: () => new Date(),
          signal,
          random: Math.random,
          onProgress: ({ step, received, total }) => onProgress(step, received, total),
        },
      ),
    checkFeed: async ({ id, url }, { signal, onProgress }) =>
      checkFeed(
        { id, url },
        {
          fetch: globalThis.fetch.bind(globalThis),
          now: () => new Date(),
          signal,
          onProgress: ({ received, total }) => onProgress('download', received, total),
          openTagger: feedTagger,
          keepDays: Number(await feedRetention.get()),
          isOnline: () => navigator.onLine,
        },
      ),
    pollWish: async () => ((await publisherSays())?.pollSeconds ?? 0) * 1000,
    digestChecked: renewLexicon,
    forgetFeed: removeFeed,
    onProgress: (progress) => {
      report(progress);
      alsoTell(progress);
    },
  };
}

/** Holds the lock that all contexts share, keeps the worker alive, and has it woken again if it dies all the same. */
async function alone<T>(work: () => Promise<T>, otherwise: 'wait' | 'drop'): Promise<T | undefined> {
  const { signal } = dropper;
  const options: LockOptions = otherwise === 'wait' ? { signal } : { ifAvailable: true };
  const turn = navigator.locks.request(LOCK, options, async (lock) => {
    // Cancelled between the asking for the lock and its having.
    if (!lock || signal.aborted) return undefined;
    stopper = new AbortController();
    browser.alarms.create(WATCH_ALARM, { periodInMinutes: WATCH_MINUTES });
    try {
      return await keepAwake(work);
    } finally {
      await browser.alarms.clear(WATCH_ALARM);
    }
  });
  return await turn.catch((error: unknown) => {
    if (error !== signal.reason) throw error;
    return undefined;
  });
}
