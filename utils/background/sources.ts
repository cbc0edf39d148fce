import { removeFeed } from '../sync/feeds/feed-store.ts';
import { giveBackUnusedHosts } from '../sync/host-permission.ts';
import { forgetRecord, SYNC_MEMORY } from '../sync/memory.ts';
import {
  DIGEST_ID,
  type DigestSource,
  type NewFeed,
  type SourceId,
  SourceRefused,
  withDigest,
  withFeed,
  withoutSource,
  withPaused,
} from '../sync/sources.ts';
import { planSync } from './alarm.ts';
import { reinstall } from './digest.ts';
import { betweenSyncs, syncNow } from './sync.ts';

/** What came of adding something: how much was added, or why nothing was, in words. */
export type Added =
  | { readonly state: 'added'; readonly count: number }
  | { readonly state: 'refused'; readonly why: string };

/** Adds feeds and checks those that are not paused; one that is in the list already is passed over unless it is the only one. */
export async function addFeeds(feeds: readonly NewFeed[]): Promise<Added> {
  const ids: SourceId[] = [];
  const refusals: string[] = [];
  await SYNC_MEMORY.changeSources((sources) =>
    feeds.reduce((before, feed) => {
      const id: SourceId = `feed-${crypto.randomUUID()}`;
      try {
        const after = withPaused(withFeed(before, feed, id), id, feed.paused);
        ids.push(id);
        return after;
      } catch (error) {
        if (!(error instanceof SourceRefused)) throw error;
        refusals.push(error.message);
        return before;
      }
    }, sources),
  );
  if (ids.length === 0) return { state: 'refused', why: refusals[0] ?? 'There is no feed to add.' };
  void syncNow(ids);
  return { state: 'added', count: ids.length };
}

/** Puts a digest, whose publisher and keys the reader has confirmed, in the place of the present one, and fetches it. */
export async function chooseDigest(source: DigestSource): Promise<Added> {
  await betweenSyncs(async () => {
    // In this order: what is known of the digest before must not count for this one.
    await forgetRecord(DIGEST_ID);
    await SYNC_MEMORY.changeSources((sources) => withDigest(sources, source));
  });
  await giveBackUnusedHosts();
  void syncNow([DIGEST_ID]);
  return { state: 'added', count: 1 };
}

/** Takes a source away with what came from it: a feed's stories; for a digest the packaged one is installed again. */
export async function removeSource(id: SourceId): Promise<undefined> {
  // A sync would install the digest again: what was installed in its place is another than it began with.
  await (id === DIGEST_ID ? betweenSyncs(removeDigest) : removeFeedAndStories(id));
  await giveBackUnusedHosts();
  await planSync();
  return undefined;
}

/** What came of a source goes before the source: if the background dies between the two, it can still be removed. */
async function removeDigest(): Promise<void> {
  await reinstall();
  await takeOut(DIGEST_ID);
}

async function removeFeedAndStories(id: SourceId): Promise<void> {
  await removeFeed(id).catch(() => undefined);
  await takeOut(id);
  // A check may have begun between the two; and where there is a fault, whoever asked is told.
  await removeFeed(id);
}

async function takeOut(id: SourceId): Promise<void> {
  await SYNC_MEMORY.changeSources((sources) => withoutSource(sources, id));
  await forgetRecord(id);
}

/** Stops checking a source, or goes on. */
export async function pauseSource(id: SourceId, paused: boolean): Promise<undefined> {
  await SYNC_MEMORY.changeSources((sources) => withPaused(sources, id, paused));
  await planSync();
  return undefined;
}
