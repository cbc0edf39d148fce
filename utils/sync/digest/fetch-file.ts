import { joined } from '../../digest/bytes.ts';
import type { HostEdges } from './edges.ts';
import { type SyncFailure, SyncStopped, stop } from './failure.ts';

/** How long hosts are waited for, ms. */
export interface Patience {
  /** For the first byte, and between two bytes. */
  readonly silence: number;
  /** For a whole file, beside what its size takes at the slowest speed borne. */
  readonly whole: number;
  /** Bytes a second; a host that is slower is as good as none. */
  readonly slowest: number;
}

export const PATIENCE: Patience = { silence: 15_000, whole: 15_000, slowest: 4096 };

/** A `Retry-After` beyond a day is taken for a day. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

export interface FileRequest {
  readonly url: string;
  /** More bytes than this are not read. */
  readonly limit: number;
  /** How the browser's cache is used. */
  readonly cache: RequestCache;
  readonly patience: Patience;
  readonly onBytes?: (received: number) => void;
}

/**
 * Fetches a public file: no cookies, no referrer, no redirects, no more bytes than allowed.
 * @returns its bytes, and the host's own time where it gave one
 * @throws SyncStopped for whatever a host or network can do, and when aborted
 */
export async function fetchFile(
  request: FileRequest,
  edges: Pick<HostEdges, 'fetch' | 'signal' | 'now'>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; date: string | undefined }> {
  const { url, limit, patience } = request;
  const watch = new Watch(patience.whole + (limit / patience.slowest) * 1000, patience.silence, edges.signal);
  try {
    const response = await edges.fetch(url, {
      cache: request.cache,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      signal: watch.signal,
    });
    refuseStatus(response, url, edges.now());
    const bytes = await readBody(response, request, watch);
    return { bytes, date: response.headers.get('date') ?? undefined };
  } catch (error) {
    if (error instanceof SyncStopped) throw error;
    if (edges.signal.aborted) stop('aborted', url, 'was stopped');
    stop('unreachable', url, watch.signal.aborted ? 'the host fell silent or was too slow' : messageOf(error));
  } finally {
    watch.end();
  }
}

/** Gives up on a host that is silent for too long, or takes too long in all. */
class Watch {
  readonly #silence: number;
  readonly #gaveUp = new AbortController();
  readonly #whole: ReturnType<typeof setTimeout>;
  readonly signal: AbortSignal;
  #silent: ReturnType<typeof setTimeout>;

  constructor(whole: number, silence: number, signal: AbortSignal) {
    this.#silence = silence;
    this.#whole = setTimeout(() => this.#gaveUp.abort(), whole);
    this.#silent = setTimeout(() => this.#gaveUp.abort(), silence);
    this.signal = AbortSignal.any([signal, this.#gaveUp.signal]);
  }

  heard(): void {
    clearTimeout(this.#silent);
    this.#silent = setTimeout(() => this.#gaveUp.abort(), this.#silence);
  }

  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#silent);
  }
}

async function readBody(response: Response, { url, limit, onBytes }: FileRequest, watch: Watch) {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) return joined(chunks, received);
    watch.heard();
    received += value.length;
    if (received > limit) {
      await reader?.cancel().catch(() => undefined);
      if (isMarkup(new TextDecoder().decode(chunks[0] ?? value))) stop('captive-portal', url, PAGE_INSTEAD);
      stop('too-large', url, `is larger than the ${limit} bytes allowed`);
    }
    chunks.push(value);
    onBytes?.(received);
  }
}

export const PAGE_INSTEAD = 'holds a web page in place of a digest: the network may ask for a sign-in';

/** Whether a text is a web page; no file of a digest begins so. */
export function isMarkup(text: string): boolean {
  return /^\s*</.test(text);
}

function refuseStatus({ status, type, headers }: Response, url: string, now: Date): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    stop('captive-portal', url, 'leads elsewhere: to the sign-in page of the network, or the digest has moved');
  }
  if (status === 200) return;
  if (status === 511) stop('captive-portal', url, 'the network asks for a sign-in first');
  const reason: SyncFailure['reason'] = status === 404 || status === 410 ? 'not-found' : 'server-error';
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  throw new SyncStopped({
    reason,
    url,
    detail: `the host answered ${status}`,
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** `Retry-After` in ms (RFC 9110, 10.2.3): seconds, or a date. */
function retryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
