import type { FeedCheck, SyncResult } from '../outcomes.ts';
import type { SyncProgress } from '../progress.ts';
import type { SourceRecord } from '../records.ts';
import type { LogEntry, PendingRun, RunEdges, SyncRequest } from '../run-edges.ts';
import { type DigestSource, NO_SOURCES, type SourceId, type Sources, withFeed } from '../sources.ts';

export const NOW = Date.parse('2026-11-25T09:00:00Z');
export const HOUR = 3_600_000;
export const DIGEST: DigestSource = {
  url: 'https://digest.example/',
  root: '{}',
  title: 'Digest',
  publisher: 'Publisher',
};
export const CURRENT: SyncResult = { state: 'current', version: 3, bytes: 900 };
export const UNCHANGED = { state: 'unchanged', bytes: 0, next: NOW + 6 * HOUR } as const satisfies FeedCheck;

/** Everything a run touches, in memory. */
export class World {
  sources: Sources = withFeed(
    withFeed(NO_SOURCES, { url: 'https://a.example/', title: 'A' }, 'feed-a'),
    { url: 'https://b.example/', title: 'B' },
    'feed-b',
  );
  readonly records = new Map<SourceId, SourceRecord>();
  readonly log: LogEntry[] = [];
  readonly checked: SourceId[] = [];
  readonly progress: SyncProgress[] = [];
  readonly stop = new AbortController();
  pending: PendingRun | undefined;
  requests: readonly SyncRequest[] = [];
  clock = NOW;
  online = true;
  busy: Promise<unknown> | undefined;
  lexicons = 0;
  renew: () => Promise<void> = async () => undefined;
  readonly forgotten: SourceId[] = [];
  digest: (edges: Parameters<RunEdges['checkDigest']>[1]) => Promise<SyncResult> = async () => CURRENT;
  feed: (id: SourceId) => Promise<FeedCheck> = async () => UNCHANGED;

  get edges(): RunEdges {
    return {
      memory: {
        sources: async () => this.sources,
        changeSources: async (change) => {
          this.sources = change(this.sources);
        },
        record: async (id) => this.records.get(id),
        setRecord: async (id, record) => void this.records.set(id, record),
        addToLog: async (entry) => void this.log.push(entry),
        pendingRun: async () => this.pending,
        setPendingRun: async (run) => {
          this.pending = run;
        },
        requests: async () => this.requests,
        changeRequests: async (change) => {
          this.requests = change(this.requests);
        },
        phase: async () => 0.5,
      },
      packaged: async () => DIGEST,
      now: () => this.clock,
      random: () => 0.5,
      isOnline: () => this.online,
      signal: this.stop.signal,
      alone: async (work, otherwise) => {
        if (this.busy && otherwise === 'drop') return undefined;
        while (this.busy) await this.busy.catch(() => undefined);
        const running = work();
        this.busy = running;
        return running.finally(() => {
          this.busy = undefined;
        });
      },
      checkDigest: async (_, edges) => {
        this.checked.push('digest');
        return this.digest(edges);
      },
      checkFeed: async ({ id }) => {
        this.checked.push(id);
        return this.feed(id);
      },
      pollWish: async () => 0,
      digestChecked: async () => {
        this.lexicons++;
        await this.renew();
      },
      forgetFeed: async (id) => void this.forgotten.push(id),
      onProgress: (progress) => void this.progress.push(progress),
    };
  }
}
