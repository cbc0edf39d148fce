import { sizeInWords } from '../amounts.ts';
import type { SourceId } from './sources.ts';

/** What a sync is doing with a source. Feeds know only `download`. */
export type SyncStep = 'root' | 'head' | 'download' | 'verify' | 'apply';

/** How far a sync has come. */
export type SyncProgress =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly id: SourceId;
      readonly title: string;
      /** When the run began, ms since 1970. */
      readonly since: number;
      /** Sources done before this one, and sources in all. */
      readonly done: number;
      readonly of: number;
      readonly step: SyncStep;
      /** Bytes; `total` where it is known. */
      readonly received: number;
      readonly total: number | undefined;
    };

export type RunningSync = SyncProgress & { state: 'running' };

export const IDLE: SyncProgress = { state: 'idle' };

/** Where in the course of one source each step begins and ends, 0 to 1. Most of the time goes into the download. */
const COURSE: Record<SyncStep, readonly [from: number, to: number]> = {
  root: [0, 0.05],
  head: [0.05, 0.1],
  download: [0.1, 0.8],
  verify: [0.8, 0.9],
  apply: [0.9, 1],
};

const STEPS: Record<SyncStep, string> = {
  root: 'Asking whose signature counts',
  head: 'Asking for the newest version',
  download: 'Downloading',
  verify: 'Checking the signature and every record',
  apply: 'Storing',
};

/** The part of the whole sync that is done, 0 to 1. */
export function partDone({ done, of, step, received, total }: RunningSync): number {
  const [from, to] = COURSE[step];
  const within = total === undefined || total === 0 ? 0 : Math.min(received / total, 1);
  return Math.min((done + from + (to - from) * within) / of, 1);
}

/** What is being done, in words: "Downloading 3.2 KB of 8.5 KB". */
export function progressInWords({ step, received, total }: RunningSync): string {
  if (step !== 'download' || received === 0) return STEPS[step];
  const size = sizeInWords(received);
  return `${STEPS[step]} ${total === undefined ? size : `${size} of ${sizeInWords(total)}`}`;
}
