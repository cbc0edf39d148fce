export type SyncStep = 'root' | 'head' | 'download' | 'verify' | 'apply';

/** How far a sync has come, in bytes; `total` where it is known. */
export interface SyncProgress {
  readonly step: SyncStep;
  readonly received: number;
  readonly total: number | undefined;
}

/** The world as one sees it who asks a host. */
export interface HostEdges {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SyncProgress) => void;
}

/** The world as a sync sees it. */
export interface SyncEdges extends HostEdges {
  /** 0 to 1, drawn anew each time. */
  readonly random: () => number;
}
