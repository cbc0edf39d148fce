import { reinstall } from './background-digest.ts';
import { planSync, syncNow } from './background-sync.ts';
import { removeFeed } from './sync/feeds/feed-store.ts';
import { giveBackHost } from './sync/host-permission.ts';
import { forgetRecord, SYNC_MEMORY } from './sync/memory.ts';
import { packagedSource } from './sync/packaged-source.ts';
import {
  DIGEST_ID,
  type DigestSource,
  digestSource,
  type SourceId,
  SourceRefused,
  type Sources,
  withDigest,
  withFeed,
  withoutSource,
  withPaused,
} from './sync/sources.ts';

/** What came of adding something: or why it was not added, in words. */
export type Added = { readonly state: 'added' } | { readonly state: 'refused'; readonly why: string };

/** Adds feeds and checks them; one that is in the list already is passed over unless it is the only one. */
export async function addFeeds(feeds: readonly { url: string; title: string }[]): Promise<Added> {
  const ids: SourceId[] = [];
  const refusals: string[] = [];
  await SYNC_MEMORY.changeSources((sources) =>
    feeds.reduce((before, feed) => {
      const id: SourceId = `feed-${crypto.randomUUID()}`;
      try {
        const after = withFeed(before, feed, id);
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
  return { state: 'added' };
}

/** Puts a digest, whose publisher and keys the reader has confirmed, in the place of the present one, and fetches it. */
export async function chooseDigest(source: DigestSource): Promise<Added> {
  const before = await urlsOf();
  await SYNC_MEMORY.changeSources((sources) => withDigest(sources, source));
  await forgetRecord(DIGEST_ID);
  await giveBackUnused(before);
  void syncNow([DIGEST_ID]);
  return { state: 'added' };
}

/** Takes a source away with what came from it: a feed's stories; for a digest the packaged one is installed again. */
export async function removeSource(id: SourceId): Promise<undefined> {
  const before = await urlsOf();
  await SYNC_MEMORY.changeSources((sources) => withoutSource(sources, id));
  await forgetRecord(id);
  if (id === DIGEST_ID) await reinstall();
  else await removeFeed(id);
  await giveBackUnused(before);
  await planSync();
  return undefined;
}

/** Stops checking a source, or goes on. */
export async function pauseSource(id: SourceId, paused: boolean): Promise<undefined> {
  await SYNC_MEMORY.changeSources((sources) => withPaused(sources, id, paused));
  await planSync();
  return undefined;
}

async function giveBackUnused(before: readonly string[]): Promise<void> {
  const used = await urlsOf();
  for (const url of before) if (!used.includes(url)) await giveBackHost(url, used);
}

async function urlsOf(): Promise<string[]> {
  const [sources, packaged] = await Promise.all([SYNC_MEMORY.sources(), packagedSource()]);
  return addressesOf(sources, packaged);
}

function addressesOf(sources: Sources, packaged: DigestSource | undefined): string[] {
  const digest = digestSource(sources, packaged);
  return [...(digest ? [digest.url] : []), ...sources.feeds.map(({ url }) => url)];
}
