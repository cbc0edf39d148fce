import type { HostEdges } from './edges.ts';
import { failureOf, type SyncFailure, stop } from './failure.ts';
import { fetchFile, PATIENCE } from './fetch-file.ts';
import { isFolderAddress, LIMITS, rootFile } from './format.ts';
import { judgeHead } from './head.ts';
import { fetchHead, newestRoot, orStop } from './hosts.ts';
import { readRoot } from './root.ts';

/** A digest found at an address, for a reader to trust or not. */
export interface FoundDigest {
  readonly digestId: string;
  readonly title: string;
  readonly publisher: string;
  /** The folder it was found in, ending in a slash. */
  readonly url: string;
  /** The newest root there, to be kept once the reader has confirmed it. */
  readonly rootText: string;
  /** Ids of the root keys, in groups of eight digits to be read aloud. */
  readonly keyFingerprints: readonly string[];
}

/**
 * Asks whether there is a digest at an address, and whose. What it says of itself is consistent, not yet trusted:
 * whoever holds the keys named may change the digest from then on.
 * @param address of the folder, or of a `head.json` or root in it
 */
export async function probeDigest(address: string, edges: HostEdges): Promise<FoundDigest | SyncFailure> {
  const url = folderOf(address);
  try {
    if (!isFolderAddress(url)) stop('not-a-digest', address, 'is no https address of a folder');
    const reach = { edges, patience: PATIENCE };
    const first = url + rootFile(1);
    const { bytes } = await fetchFile({ url: first, limit: LIMITS.root, cache: 'no-cache', patience: PATIENCE }, edges);
    const { root, text } = await newestRoot(url, orStop(await readRoot(new TextDecoder().decode(bytes)), first), reach);
    const head = await fetchHead(url, reach);
    const context = { root, trusted: undefined, now: edges.now(), hostDate: head.date };
    const verdict = await judgeHead(head.text, context);
    if (verdict.is === 'refused') stop(verdict.reason, head.url, verdict.detail);
    const { digestId, title, publisher, roles } = root;
    const keyFingerprints = roles.root.keys.map(({ keyid }) => fingerprint(keyid));
    return { digestId, title, publisher, url, rootText: text, keyFingerprints };
  } catch (error) {
    return failureOf(error, url);
  }
}

/** A key's id as people compare it: eight groups of eight digits. */
export function fingerprint(keyid: string): string {
  return keyid.match(/.{8}/g)?.join(' ') ?? keyid;
}

function folderOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { href } = new URL(address);
  return /\/(?:head|\d+\.root)\.json$/.test(href)
    ? href.slice(0, href.lastIndexOf('/') + 1)
    : href.endsWith('/')
      ? href
      : `${href}/`;
}
