import { isStorageFull } from '../../digest/connection.ts';

/** Why a sync came to nothing, with the address it happened at and one line for a log. */
export interface SyncFailure {
  readonly reason:
    | 'unreachable'
    | 'not-found'
    | 'server-error'
    | 'not-a-digest'
    | 'captive-portal'
    | 'bad-signature'
    | 'wrong-digest'
    | 'rolled-back'
    | 'expired'
    | 'corrupt'
    | 'too-large'
    | 'storage-full'
    | 'aborted'
    | 'database';
  readonly url: string;
  readonly detail: string;
  /** HTTP status, where the host gave one that says more than the reason. */
  readonly status?: number;
  /** How long the host asks to be left alone, ms. */
  readonly retryAfterMs?: number;
}

/** Carries a failure up to where it becomes a result. */
export class SyncStopped extends Error {
  override readonly name = 'SyncStopped';
  readonly failure: SyncFailure;

  constructor(failure: SyncFailure) {
    super(`${failure.url}: ${failure.detail}`);
    this.failure = failure;
  }
}

export function stop(reason: SyncFailure['reason'], url: string, detail: string): never {
  throw new SyncStopped({ reason, url, detail });
}

/**
 * Whether a host may just not have a file: many answer with a page or lead to one, and file stores forbid what is
 * missing (403).
 */
export function isMissing({ reason, status }: SyncFailure): boolean {
  return reason === 'not-found' || reason === 'captive-portal' || status === 403;
}

/** A line for a log; what schemas say may quote a value of any length. */
const LONGEST_DETAIL = 300;

/** The failure an error stands for; one that is none of ours comes from the database. */
export function failureOf(error: unknown, url: string): SyncFailure {
  const failure = failureBehind(error, url);
  return { ...failure, detail: failure.detail.slice(0, LONGEST_DETAIL) };
}

function failureBehind(error: unknown, url: string): SyncFailure {
  if (error instanceof SyncStopped) return error.failure;
  if (error instanceof DOMException && error.name === 'AbortError')
    return { reason: 'aborted', url, detail: 'was stopped' };
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return { reason: isStorageFull(error) ? 'storage-full' : 'database', url, detail: message || name };
}
