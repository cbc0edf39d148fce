import { useCallback, useEffect, useState } from 'preact/hooks';
import { type DigestState, digestState } from '../../utils/digest/card.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import type { TrustedHead } from '../../utils/digest/rows.ts';
import { watchLexicon } from '../../utils/lexicon-store.ts';
import { ask } from '../../utils/messages.ts';
import { notices } from '../../utils/notices.ts';
import { countStoriesOf } from '../../utils/sync/feeds/feed-stories.ts';
import { type Records, storedSources, syncLog, syncRecords } from '../../utils/sync/memory.ts';
import { packagedSource } from '../../utils/sync/packaged-source.ts';
import type { SyncProgress } from '../../utils/sync/progress.ts';
import { syncProgress } from '../../utils/sync/progress-store.ts';
import { publisherSays } from '../../utils/sync/publisher-says.ts';
import type { LogEntry } from '../../utils/sync/run-edges.ts';
import type { DigestSource, Sources } from '../../utils/sync/sources.ts';
import type { Notice } from '../../utils/sync/words/notice-words.ts';

/** Everything the page shows of sources. */
export interface OptionsData {
  readonly sources: Sources;
  readonly packaged: DigestSource | undefined;
  readonly records: Records;
  readonly log: readonly LogEntry[];
  readonly digest: DigestState | undefined;
  /** What its publisher signed last. */
  readonly head: TrustedHead | undefined;
  /** How many stories of each feed there are. */
  readonly stories: ReadonlyMap<string, number>;
  /** What there was to tell, and the sync, when the page was opened; both are followed where they are shown. */
  readonly atFirst: { readonly notices: readonly Notice[]; readonly sync: SyncProgress };
}

/** How often "5 minutes ago" is counted anew. */
const TICK_MS = 30_000;

/** What is stored of sources, kept up to date, and how to read the digest anew. */
export function useOptionsData(): { data: OptionsData | undefined; reloadDigest: () => Promise<void> } {
  const [loaded, setLoaded] = useState<OptionsData>();
  // Kept apart, for what changes while all is being loaded is newer than what was loaded.
  const [changes, setChanges] = useState<Partial<OptionsData>>({});
  const change = useCallback((part: Partial<OptionsData>) => setChanges((before) => ({ ...before, ...part })), []);
  const reloadDigest = useCallback(async () => {
    const [digest, head] = await Promise.all([readDigest(), publisherSays()]);
    change({ digest, head });
  }, [change]);

  useEffect(() => {
    void load().then(setLoaded);
    const stops = [
      storedSources.watch((sources) => change({ sources })),
      syncRecords.watch((records) => {
        change({ records });
        void countStories().then((stories) => change({ stories }));
        void publisherSays().then((head) => change({ head }));
      }),
      syncLog.watch((log) => change({ log })),
      // Another digest may be installed without a sync: its labels are compiled as soon as it is.
      watchLexicon(reloadDigest),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [change, reloadDigest]);
  return { data: loaded && { ...loaded, ...changes }, reloadDigest };
}

/** The time, now and again. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

async function load(): Promise<OptionsData> {
  const [sources, packaged, records, log, digest, head, stories, unread, sync] = await Promise.all([
    storedSources.get(),
    packagedSource(),
    syncRecords.get(),
    syncLog.get(),
    readDigest(),
    publisherSays(),
    countStories(),
    notices.get(),
    syncProgress.get(),
  ]);
  return { sources, packaged, records, log, digest, head, stories, atFirst: { notices: unread, sync } };
}

async function countStories(): Promise<ReadonlyMap<string, number>> {
  const { feeds } = await storedSources.get();
  return new Map(
    await Promise.all(feeds.map(async ({ id }) => [id, await countStoriesOf(id).catch(() => 0)] as const)),
  );
}

/** What is installed; restored first where it is lost. */
async function readDigest(): Promise<DigestState | undefined> {
  const found = await installedDigest().catch(() => undefined);
  if (!found) await ask('lexicon.ensure', {}).catch(() => undefined);
  const installed = found ?? (await installedDigest().catch(() => undefined));
  return installed && digestState(installed);
}
