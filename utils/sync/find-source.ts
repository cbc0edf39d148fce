import { fingerprint, probeDigest } from './digest/probe-digest.ts';
import { readRoot } from './digest/root.ts';
import { feedAddress } from './feeds/addresses.ts';
import { probeFeed } from './feeds/probe-feed.ts';
import type { DigestSource } from './sources.ts';
import { outcomeInWords } from './words/outcome-words.ts';
import { hostOf, OPEN_PAGE_HEADING, type Said, warning } from './words/said.ts';

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
  return { said: warning('This address cannot be used.', address.problem, 'Mend it and try again.') };
}

/** Looks whether a digest or a feed lies at an address; a feed first, unless the address looks like a digest's. */
export async function findSource(url: string, edges: FindEdges): Promise<Found> {
  const looks = looksLikeDigest(url) ? [lookForDigest, lookForFeed] : [lookForFeed, lookForDigest];
  for (const look of looks) {
    const found = await look(url, edges);
    if (found.kind !== 'nothing') return found;
    if (!found.isOther) return { kind: 'nothing', said: found.said };
  }
  return {
    kind: 'nothing',
    said: warning(
      `There is neither a digest nor a feed at ${hostOf(url)}.`,
      'Newsgloss reads signed digests, and feeds in RSS, Atom or JSON Feed.',
      `Check the address. Often it is a page that links to its feed: open that page, then look under “${OPEN_PAGE_HEADING}”.`,
    ),
  };
}

/** `isOther`: something is there, but nothing of this kind. */
type Looked =
  | Exclude<Found, { kind: 'nothing' }>
  | { readonly kind: 'nothing'; readonly said: Said; readonly isOther: boolean };

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
  if (!('reason' in found)) return { kind: 'feed', url: found.url, title: found.title, stories: found.stories };
  const said = outcomeInWords(
    { kind: 'feed', result: { state: 'failed', failure: found, next: 0 } },
    { title: hostOf(url), publisher: hostOf(url) },
  );
  return { kind: 'nothing', said, isOther: found.reason === 'not-a-feed' };
}

async function lookForDigest(url: string, edges: FindEdges): Promise<Looked> {
  const found = await probeDigest(url, { ...edges, onProgress: () => undefined });
  if ('reason' in found) {
    const said = outcomeInWords(
      { kind: 'digest', result: { state: 'failed', failure: found } },
      { title: hostOf(url), publisher: hostOf(url) },
    );
    return { kind: 'nothing', said, isOther: OTHER.has(found.reason) };
  }
  const { url: folder, title, publisher, rootText, keyFingerprints } = found;
  return { kind: 'digest', source: { url: folder, root: rootText, title, publisher }, keyFingerprints };
}

/** No digest there, but perhaps a feed. A host without the file often answers with a page. */
const OTHER: ReadonlySet<string> = new Set(['not-a-digest', 'not-found', 'captive-portal']);
