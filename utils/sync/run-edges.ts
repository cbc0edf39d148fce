import type { FeedCheck, SyncResult } from './outcomes.ts';
import type { SyncProgress, SyncStep } from './progress.ts';
import type { Outcome, SourceRecord } from './records.ts';
import type { DigestSource, FeedSource, SourceId, Sources } from './sources.ts';

/** What is to be checked: everything but feeds at rest, what is due, or these whatever was before. */
export type Asked = 'all' | 'due' | readonly SourceId[];

/** What only a reader asks for. */
export type Requested = Exclude<Asked, 'due'>;

/** What a reader asked for, kept until its run is: the worker may die while it waits for its turn. */
export interface SyncRequest {
  readonly id: string;
  readonly asked: Requested;
}

/** How a run ended, or why there was none; `dropped` where another was under way, or it was cancelled while it waited for one. */
export type RunEnd = 'done' | 'dropped' | 'nothing-to-check' | 'all-at-rest' | 'offline';

/** A run under way, kept so that it goes on after the worker's death. */
export interface PendingRun {
  /** Still to be checked; the first is being checked now. */
  readonly queue: readonly SourceId[];
  readonly of: number;
  /** When it began, ms since 1970. */
  readonly since: number;
  /** How often the first has been begun. */
  readonly attempts: number;
}

/** What came of one check, with the names a reader knows the source by. */
export interface Check {
  readonly title: string;
  readonly publisher: string;
  readonly outcome: Outcome;
}

/** One check, for the log. */
export interface LogEntry extends Check {
  readonly at: number;
  readonly id: SourceId;
}

export interface CheckEdges {
  readonly signal: AbortSignal;
  readonly onProgress: (step: SyncStep, received: number, total: number | undefined) => void;
}

/** What is kept between runs. */
export interface SyncMemory {
  sources(): Promise<Sources>;
  changeSources(change: (sources: Sources) => Sources): Promise<void>;
  record(id: SourceId): Promise<SourceRecord | undefined>;
  setRecord(id: SourceId, record: SourceRecord): Promise<void>;
  addToLog(entry: LogEntry): Promise<void>;
  pendingRun(): Promise<PendingRun | undefined>;
  setPendingRun(run: PendingRun | undefined): Promise<void>;
  /** What the reader asked for that has not begun, the first first. */
  requests(): Promise<readonly SyncRequest[]>;
  changeRequests(change: (requests: readonly SyncRequest[]) => readonly SyncRequest[]): Promise<void>;
  /** See schedule.ts. */
  phase(): Promise<number>;
}

/** The world as a run sees it. */
export interface RunEdges {
  readonly memory: SyncMemory;
  /** The digest the extension came with a source for. */
  readonly packaged: () => Promise<DigestSource | undefined>;
  readonly now: () => number;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  /** Ends the run; what is being checked is given up. */
  readonly signal: AbortSignal;
  /** Does `work` when nobody else is at it, in whatever context: waits for that, or gives undefined. */
  readonly alone: <T>(work: () => Promise<T>, otherwise: 'wait' | 'drop') => Promise<T | undefined>;
  readonly checkDigest: (source: DigestSource, edges: CheckEdges) => Promise<SyncResult>;
  readonly checkFeed: (feed: FeedSource, edges: CheckEdges) => Promise<FeedCheck>;
  /** How long the publisher of the digest asks to wait between two checks, ms; 0 where it says nothing. */
  readonly pollWish: () => Promise<number>;
  /** After the digest was checked, however that ended: what is made from it is made anew where it is another, or something of it was withdrawn. */
  readonly digestChecked: () => Promise<void>;
  /** Takes away what the check of a feed has stored that was removed meanwhile. */
  readonly forgetFeed: (id: SourceId) => Promise<void>;
  readonly onProgress: (progress: SyncProgress) => void;
}
