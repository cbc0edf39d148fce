import { expect } from 'vitest';
import { FOLDER_URL, folderFetch } from '../../publisher/folder-fetch.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import { allStories, allTerms } from '../../utils/digest/queries.ts';
import type { Digest } from '../../utils/digest/schema.ts';
import { type SyncEdges, type SyncFailure, type SyncResult, syncDigest } from '../../utils/sync/digest/sync-digest.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';

/** Answers for some files of a site in place of the host's own: a text, bytes, or what `fetch` would give or throw. */
export type Answers = Record<string, (genuine: () => Promise<Response>) => Response | Promise<Response>>;

/** A host that serves a publisher's folder, except where told otherwise; `*` answers for every file. */
export function hostOf({ site }: Pick<PublisherAtWork, 'site'>, answers: Answers = {}): typeof fetch {
  const serve = folderFetch(site);
  return async (input, init) => {
    init?.signal?.throwIfAborted();
    const name = new URL(String(input)).pathname.slice(1);
    const answer = answers[name] ?? answers['*'];
    const genuine = () => serve(input, init);
    return answer ? answer(genuine) : genuine();
  };
}

export function edgesWith(fetch: SyncEdges['fetch'], change: Partial<SyncEdges> = {}): SyncEdges {
  const signal = new AbortController().signal;
  return { fetch, now: () => NOW, signal, onProgress: () => undefined, random: () => 0, ...change };
}

/** Syncs as the extension does. */
export function syncFrom(
  publisher: PublisherAtWork,
  answers: Answers = {},
  change: Partial<SyncEdges> = {},
): Promise<SyncResult> {
  return syncDigest({ url: FOLDER_URL, root: publisher.root() }, edgesWith(hostOf(publisher, answers), change));
}

/** A publisher at version 2, whose version 1 is installed: whatever is wrong with the new one, version 1 must stay. */
export async function publisherAhead(): Promise<PublisherAtWork> {
  const publisher = await publisherAtWork();
  await publisher.publish(versionOf(1));
  await syncFrom(publisher);
  await publisher.publish(versionOf(2));
  return publisher;
}

export async function expectRefusal(result: Promise<SyncResult>, reason: SyncFailure['reason'], about?: string) {
  const failure = { reason, ...(about ? { detail: expect.stringContaining(about) } : {}) };
  expect(await result).toMatchObject({ state: 'failed', failure });
}

/** That a reader sees exactly this digest: every row of it, and no other. */
export async function expectShown(digest: Digest): Promise<void> {
  expect((await installedDigest())?.head).toEqual(digest.head);
  const byId = <T extends { id: string }>(rows: readonly T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(byId(await allTerms())).toEqual(byId(digest.terms));
  expect(byId(await allStories())).toEqual(byId(digest.stories));
}
