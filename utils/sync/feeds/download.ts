import { isAskable } from '../../digest/askable.ts';
import { joined } from '../../digest/bytes.ts';
import { FeedRefusal } from './refusal.ts';

/** Hard end of a download, bytes after decompression (docs/decisions/0023-feeds.md). */
const MOST_BYTES = 5_000_000;
/** Below the 30 s after which Chromium stops a worker that waits for an answer. */
const TIMEOUT_MS = 25_000;

/** Short enough to need no leave of a host that allows everybody to read (128 bytes, https://fetch.spec.whatwg.org/#cors-safelisted-request-header). */
const ACCEPT =
  'application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/** What lies outside of a download. */
export interface DownloadEdges {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { received: number; total: number | undefined }) => void;
}

/** What is sent back so that an unchanged feed need not be sent again: byte for byte as the host gave it. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** An answer of a host, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** Empty unless the status is 200. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Asks for a feed: without cookies or referrer, with what was known of it. Nothing is read of an answer other than 200.
 * @throws FeedRefusal when there is no answer, it leads to where feeds are not asked for, or it does not end
 */
export async function download(url: string, validators: Validators, edges: DownloadEdges): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = AbortSignal.any([edges.signal, timeout]);
  try {
    const response = await edges.fetch(url, {
      signal,
      headers: headersOf(validators),
      // Validators are kept beside the stories they belong to; the browser's own cache must not answer in their place.
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const landed = response.url || url;
    refuseDowngrade(url, landed);
    const bytes = response.status === 200 ? await readBody(response, edges.onProgress) : await discard(response);
    return { status: response.status, headers: response.headers, url: landed, bytes };
  } catch (error) {
    if (error instanceof FeedRefusal) throw error;
    if (edges.signal.aborted) throw new FeedRefusal('aborted', 'The check was cancelled.');
    throw new FeedRefusal('unreachable', unreachable(new URL(url).hostname, timeout.aborted));
  }
}

function headersOf({ etag, lastModified }: Validators): Record<string, string> {
  return {
    accept: ACCEPT,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function refuseDowngrade(asked: string, landed: string): void {
  const url = new URL(landed);
  const isDowngrade = url.protocol !== new URL(asked).protocol && url.protocol !== 'https:';
  if (isDowngrade || !isAskable(url))
    throw new FeedRefusal(
      'unreachable',
      `The host leads to ${url.protocol}//${url.hostname}, which is not asked: only https is.`,
    );
}

async function readBody(response: Response, onProgress: DownloadEdges['onProgress']): Promise<Uint8Array<ArrayBuffer>> {
  const total = totalOf(response.headers);
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || !value) break;
    received += value.length;
    if (received > MOST_BYTES) {
      await reader?.cancel();
      throw new FeedRefusal(
        'too-large',
        `The feed is larger than ${MOST_BYTES / 1e6} MB; ask its publisher for a shorter one.`,
      );
    }
    chunks.push(value);
    onProgress({ received, total });
  }
  return joined(chunks, received);
}

/** Known only where nothing is compressed on the way: the header counts compressed bytes. */
function totalOf(headers: Headers): number | undefined {
  const length = Number(headers.get('content-length'));
  return headers.has('content-encoding') || !Number.isSafeInteger(length) || length <= 0 ? undefined : length;
}

async function discard(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  await response.body?.cancel();
  return new Uint8Array();
}

function unreachable(host: string, tookTooLong: boolean): string {
  return tookTooLong
    ? `${host} did not answer within ${TIMEOUT_MS / 1000} seconds. Newsgloss tries again by itself.`
    : `${host} cannot be reached, or Newsgloss may not ask it. Check the connection and the permission for this host.`;
}
