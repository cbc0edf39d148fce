import { type SyncResult, syncDigest } from '../sync/digest/sync-digest.ts';
import { dropOldest } from '../sync/feeds/retention.ts';

/** Syncs the digest; where the browser has no room for it, the oldest stories of feeds make some, and it is tried once more. */
export function syncDigestWithRoom(...asked: Parameters<typeof syncDigest>): Promise<SyncResult> {
  return withRoom(() => syncDigest(...asked), dropOldest);
}

/** @param makeRoom drops what can be spared; gives how much that was */
export async function withRoom(sync: () => Promise<SyncResult>, makeRoom: () => Promise<number>): Promise<SyncResult> {
  const result = await sync();
  if (result.state !== 'failed' || result.failure.reason !== 'storage-full') return result;
  return (await makeRoom()) > 0 ? sync() : result;
}
