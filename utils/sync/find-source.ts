import { fingerprint, probeDigest } from './digest/probe-digest.ts';
import { readRoot } from './digest/root.ts';
import { feedAddress } from './feeds/addresses.ts';
import { probeFeed } from './feeds/probe-feed.ts';
import type { DigestFailure, FeedFailure } from './outcomes.ts';
import type { DigestSource } from './sources.ts';
import { lookInWords } from './words/look-words.ts';
import { type Said, warning } from './words/said.ts';

/** What lies at an address that a reader pasted. */
export type Found =
  | { readonly kind: 'digest'; readonly source: DigestSource; readonly keyFingerprints: readonly string[] }
  | { readonly kind: 'feed'; readonly url: string; readonly title: string; readonly stories: number }
  | { readonly kind: 'nothing'; readonly said: Said };

export interface FindEdges {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** The address that is asked for what a reader wrote, or why none can be. */
export function addressOf(written: string): { url: string } | { said: Said } {
  const address = feedAddress(written);
  if ('url' in address) return address;
  return { said: warning('This address cannot be used.', address.problem, 'Correct it and try again.') };
}

/**
 * Looks whether a digest or a feed lies at an address; a feed first, unless the address looks like a digest's. Whatever
 * the host answers to the first question, it may have a good answer to the other one.
 */
export async function findSource(url: string, edges: FindEdges): Promise<Found> {
  const failures: Failure[] = [];
  for (const look of looksLikeDigest(url) ? [lookForDigest, lookForFeed] : [lookForFeed, lookForDigest]) {
    const found = await look(url, edges);
    if ('kind' in found) return found;
    failures.push(found);
    if (found.reason === 'aborted') break;
  }
  return { kind: 'nothing', said: lookInWords(url, failures) };
}

type Failure = DigestFailure | FeedFailure;
type Looked = Exclude<Found, { kind: 'nothing' }> | Failure;

/** A digest is a folder of files; readers paste the folder, or one of the files. */
function looksLikeDigest(url: string): boolean {
  const { pathname, search } = new URL(url);
  return search === '' && /\/(?:head\.json|\d+\.root\.json)?$/.test(pathname);
}

/** The keys that may sign for a digest, as people compare them: of its root; none where that cannot be read. */
export async function keyFingerprintsOf(rootText: string): Promise<readonly string[]> {
  const read = await readRoot(rootText);
  return typeof read === 'string' ? [] : read.root.roles.root.keys.map(({ keyid }) => fingerprint(keyid));
}

async function lookForFeed(url: string, edges: FindEdges): Promise<Looked> {
  const found = await probeFeed(url, { ...edges, onProgress: () => undefined });
  if ('reason' in found) return found;
  return { kind: 'feed', url: found.url, title: found.title, stories: found.stories };
}

async function lookForDigest(url: string, edges: FindEdges): Promise<Looked> {
  const found = await probeDigest(url, { ...edges, onProgress: () => undefined });
  if ('reason' in found) return isMissing(found) ? { ...found, reason: 'not-found' } : found;
  const { url: folder, title, publisher, rootText, keyFingerprints } = found;
  return { kind: 'digest', source: { url: folder, root: rootText, title, publisher }, keyFingerprints };
}

/** A host without the file often answers with a page, or forbids it. */
function isMissing({ reason, status }: DigestFailure): boolean {
  return reason === 'captive-portal' || status === 403;
}
