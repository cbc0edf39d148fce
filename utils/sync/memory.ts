import { StoredValue } from '../local-storage.ts';
import type { SourceRecord } from './records.ts';
import type { LogEntry, PendingRun, SyncMemory, SyncRequest } from './run-edges.ts';
import { NO_SOURCES, parseSources, type SourceId, type Sources } from './sources.ts';

/** Checks that the log holds. */
const LOG_LENGTH = 50;

export type Records = Readonly<Partial<Record<SourceId, SourceRecord>>>;

const sources = new StoredValue<unknown>('sources', NO_SOURCES);
const phase = new StoredValue<number | undefined>('syncPhase', undefined);
const pendingRun = new StoredValue<PendingRun | null>('syncRun', null);
const requests = new StoredValue<readonly SyncRequest[]>('syncRequests', []);

/** What pages show of past checks; only the background writes it. */
export const syncRecords = new StoredValue<Records>('syncRecords', {});
export const syncLog = new StoredValue<readonly LogEntry[]>('syncLog', []);

/** The reader's sources; see `SyncMemory.changeSources` for writing them. */
export const storedSources = {
  get: async (): Promise<Sources> => parseSources(await sources.get()),
  watch: (onChange: (value: Sources) => void): (() => void) =>
    sources.watch((stored) => onChange(parseSources(stored))),
};

/** Changes wait for each other, so that none is lost. */
let turn: Promise<unknown> = Promise.resolve();

/** What a sync remembers, in `storage.local`: it outlives the worker and the browser. */
export const SYNC_MEMORY: SyncMemory = {
  sources: storedSources.get,
  changeSources: (change) => inTurn(async () => sources.set(change(await storedSources.get()))),
  record: async (id) => (await syncRecords.get())[id],
  setRecord: (id, record) => inTurn(async () => syncRecords.set({ ...(await syncRecords.get()), [id]: record })),
  addToLog: (entry) => inTurn(async () => syncLog.set([entry, ...(await syncLog.get())].slice(0, LOG_LENGTH))),
  pendingRun: async () => (await pendingRun.get()) ?? undefined,
  setPendingRun: (run) => pendingRun.set(run ?? null),
  requests: () => requests.get(),
  changeRequests: (change) => inTurn(async () => requests.set(change(await requests.get()))),
  phase: async () => {
    const known = await phase.get();
    if (known !== undefined) return known;
    const drawn = Math.random();
    await phase.set(drawn);
    return drawn;
  },
};

/** Has a source checked soon, unless it is checked no more or failed lately and is left alone for that. */
export function makeDue(id: SourceId, now: number): Promise<void> {
  return inTurn(async () => {
    const records = await syncRecords.get();
    const record = records[id];
    if (record?.next !== undefined && record.failures === 0)
      await syncRecords.set({ ...records, [id]: { ...record, next: now } });
  });
}

/** Forgets what is known of a source; its lines in the log stay. */
export function forgetRecord(id: SourceId): Promise<void> {
  return inTurn(async () => {
    const { [id]: _, ...others } = await syncRecords.get();
    await syncRecords.set(others);
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}
