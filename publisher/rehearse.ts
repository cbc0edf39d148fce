import { ledgerText, stateHash } from '../utils/digest/ledger.ts';
import { pagesFor } from '../utils/digest/pages.ts';
import type { InstalledDigest } from '../utils/digest/rows.ts';
import type { Country, DigestHead, Topic } from '../utils/digest/schema.ts';
import { type DigestSource, syncInto } from '../utils/sync/digest/sync-digest.ts';
import type { VersionState } from './blobs.ts';
import { FOLDER_URL } from './folder-fetch.ts';
import { type HeldDigest, memoryStore, nothingHeld } from './memory-store.ts';
import { PublishedError } from './published.ts';

/** A host and a moment to rehearse at. */
export interface Rehearsal {
  readonly source: DigestSource;
  readonly fetch: typeof fetch;
  readonly now: Date;
}

/**
 * Runs the extension's own client over what is to be published, from a state it may be in.
 * @returns what the client holds afterwards
 * @throws PublishedError where the client refuses it, or comes to it by another way than wanted
 */
export async function rehearse(
  { source, fetch, now }: Rehearsal,
  held: HeldDigest,
  by: 'full' | 'delta' | 'nothing',
): Promise<HeldDigest> {
  const from = held.installed ? `version ${held.installed.head.version}` : 'nothing';
  const signal = new AbortController().signal;
  const edges = { fetch, now: () => now, signal, onProgress: () => undefined, random: () => 0 };
  const result = await syncInto(memoryStore(held), source, edges);
  if (result.state === 'failed')
    throw new PublishedError(
      `A reader with ${from} would refuse ${fileOf(result.failure.url)}: ${result.failure.detail}`,
    );
  if (result.state === 'update-extension')
    throw new PublishedError(`Readers would need version ${result.minClient} of the extension, newer than this one`);
  const way = result.state === 'updated' ? result.by : 'nothing';
  if (way !== by)
    throw new PublishedError(`A reader with ${from} would be brought up to date by ${way} in place of ${by}`);
  return held;
}

/** The name of a file, for the folder is nowhere on the web. */
function fileOf(url: string): string {
  return url.startsWith(FOLDER_URL) && url !== FOLDER_URL ? url.slice(FOLDER_URL.length) : 'it';
}

/** What a reader holds who has a version and no trust yet. */
export async function holding(state: VersionState): Promise<HeldDigest> {
  const text = ledgerText(state.ledger);
  return { ...nothingHeld(), ledger: text, installed: await installedOf(state, text) };
}

async function installedOf({ records }: VersionState, ledger: string): Promise<InstalledDigest> {
  const all = [...records.values()];
  const heads = all.flatMap((record): DigestHead[] => (record.t === 'digest' ? [record.r] : []));
  const [head] = heads;
  if (!head) throw new PublishedError('A version holds no record of the digest itself');
  return {
    key: 'digest',
    head,
    countries: all.flatMap((record): Country[] => (record.t === 'country' ? [record.r] : [])),
    topics: all.flatMap((record): Topic[] => (record.t === 'topic' ? [record.r] : [])),
    origin: 'synced',
    installed: 'before',
    terms: all.filter(({ t }) => t === 'term').length,
    stories: all.filter(({ t }) => t === 'story').length,
    stateHash: await stateHash(ledger),
    damaged: false,
    shelf: 'a',
    pages: pagesFor(0, 0),
  };
}
