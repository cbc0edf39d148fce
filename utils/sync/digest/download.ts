import { BlobError, type Expected, isNamed, type Operations, readBlob } from './blob.ts';
import { isMissing, type SyncFailure, SyncStopped, stop } from './failure.ts';
import { fetchFile } from './fetch-file.ts';
import { type Blob, blobFile } from './format.ts';
import type { Reach } from './hosts.ts';

/** A blob that was read, and where it came from. */
export interface Downloaded {
  readonly url: string;
  readonly operations: Operations;
}

/**
 * Downloads a blob from the first host that has it, and reads it.
 * @throws SyncStopped with the first host's failure where none has it, or where what was signed is of no use
 */
export async function download(
  blob: Blob,
  expected: Expected,
  hosts: readonly string[],
  reach: Reach,
): Promise<Downloaded> {
  const { url, bytes } = await fetchBlob(blob, hosts, reach);
  reach.edges.onProgress({ step: 'verify', received: blob.b, total: blob.b });
  try {
    return { url, operations: await readBlob(bytes, blob, expected) };
  } catch (error) {
    throw asStopped(error, url);
  }
}

/** A fault of a blob as a failure of the sync. */
export function asStopped(error: unknown, url: string): unknown {
  return error instanceof BlobError ? new SyncStopped({ reason: error.reason, url, detail: error.message }) : error;
}

async function fetchBlob(blob: Blob, hosts: readonly string[], reach: Reach) {
  let failure: SyncFailure | undefined;
  for (const host of hosts) {
    const url = host + blobFile(blob.h);
    try {
      return { url, bytes: await namedBytes(url, blob, reach) };
    } catch (error) {
      if (!(error instanceof SyncStopped) || error.failure.reason === 'aborted') throw error;
      failure ??= error.failure;
    }
  }
  throw new SyncStopped(failure ?? { reason: 'not-found', url: blobFile(blob.h), detail: 'no host has it' });
}

/** The bytes a head names; what the browser's cache has in their place, be it a host's answer of old that it has none, is passed by. */
async function namedBytes(url: string, blob: Blob, reach: Reach): Promise<Uint8Array<ArrayBuffer>> {
  const kept = await bytesAt(url, blob, 'default', reach).catch(unlessAnotherFile);
  if (kept && (await isNamed(kept, blob))) return kept;
  const bytes = await bytesAt(url, blob, 'reload', reach);
  if (await isNamed(bytes, blob)) return bytes;
  return stop('corrupt', url, 'is not the file that was signed: it came cut short or changed');
}

async function bytesAt(url: string, { b }: Blob, cache: RequestCache, { edges, patience }: Reach) {
  const onBytes = (received: number) => edges.onProgress({ step: 'download', received, total: b });
  onBytes(0);
  return (await fetchFile({ url, limit: b, cache, patience, onBytes }, edges)).bytes;
}

function unlessAnotherFile(error: unknown): undefined {
  const isAnotherFile =
    error instanceof SyncStopped && (error.failure.reason === 'too-large' || isMissing(error.failure));
  if (!isAnotherFile) throw error;
}
