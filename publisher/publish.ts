import { ledgerText, stateHash } from '../utils/digest/ledger.ts';
import { recordKey } from '../utils/digest/records.ts';
import type { Digest } from '../utils/digest/schema.ts';
import { blobFile, HEAD_FILE, type Head, LIMITS, MAX_DELTAS, rootFile, SPEC } from '../utils/sync/digest/format.ts';
import type { VerifiedRoot } from '../utils/sync/digest/root.ts';
import { type BuiltBlob, deltaBetween, snapshotOf, stateOf, type VersionState } from './blobs.ts';
import { FOLDER_URL, folderFetch } from './folder-fetch.ts';
import { KeyError, openKeyFile, readKeyFile, type Signer } from './key-file.ts';
import { type HeldDigest, nothingHeld } from './memory-store.ts';
import { moment, momentIn } from './moment.ts';
import {
  PublishedError,
  type PublishedHead,
  pastHeadFile,
  readPastHeads,
  readPublishedHead,
  readState,
} from './published.ts';
import { refuseExposedKeys } from './refuse-exposed-keys.ts';
import { refuseUnusable } from './refuse-unusable.ts';
import { holding, rehearse } from './rehearse.ts';
import { keyFilesIn, readRoots } from './roots.ts';
import { signEnvelope } from './signing.ts';
import { pruneSite, writeSite } from './write-site.ts';

/** What is to be published, where, and signed with what. */
export interface Publication {
  readonly digest: Digest;
  /** Ids to be shown no more, such as `story/an-id`. */
  readonly withdrawn: readonly string[];
  /** Folder with the roots and the key for heads. */
  readonly keys: string;
  readonly passphrase: string | undefined;
  /** Folder that a web host serves. */
  readonly site: string;
  readonly now: Date;
  /** How long the head's signature is good for, days. */
  readonly days: number;
  readonly minClient: string;
  readonly notice?: string | undefined;
  readonly pollSeconds?: number | undefined;
}

/** What was published. */
export interface PublishReport {
  readonly head: Head;
  /** Names of the files written. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Withdrawn ids of nothing that is in this version, or in one before it that the folder holds: slips of the pen, perhaps. */
  readonly unknownWithdrawn: readonly string[];
}

/**
 * Publishes a version of a digest into a folder: a snapshot, deltas from the versions before, and a signed head.
 * The extension's own client is run over all of it first; nothing is written that it would refuse. The same
 * version again only renews the signature.
 * @throws PublishedError, KeyError, SourceError
 */
export async function publish(publication: Publication): Promise<PublishReport> {
  const { digest, keys, site } = publication;
  const roots = await readRoots(keys);
  refuseExposedKeys(site, keys);
  const root = roots.at(-1) ?? roots[0];
  if (root.root.digestId !== digest.head.id)
    throw new KeyError(`${keys}: holds the keys of "${root.root.digestId}", not of "${digest.head.id}"`);
  const state = await stateOf(digest);
  const before = await readPublishedHead(site, roots);
  const past = await pastOf(publication, { before, roots, state });
  const ledger = ledgerText(state.ledger);
  const hash = await stateHash(ledger);
  if (before?.head.version === state.version && before.head.state.hash !== hash)
    throw new PublishedError(
      `Version ${state.version} is published with other records; raise "version" in digest.yaml`,
    );
  const full = snapshotOf(state);
  const deltas = past.filter(({ blob }) => blob.b < full.b);
  const head = headOf(publication, { state, hash, full, deltas, seq: nextSeq(publication, before) });
  const text = await signEnvelope('head', head, await headSigners(publication, root));
  const files = stagedFiles({ head, text, roots, blobs: [full, ...deltas.map(({ blob }) => blob)] });
  await rehearseAll(publication, { roots, files, past, before, head });
  refuseUnusable(digest);
  const written = writeSite(site, files);
  const kept = [head, ...(await readPastHeads(site, head.version, roots)).slice(0, MAX_DELTAS).map(({ head }) => head)];
  const ledgers = [ledger, ...past.map(({ held }) => held.ledger)];
  const unknownWithdrawn = head.withdrawn.filter((id) => !ledgers.some((one) => holds(one, id)));
  return { head, written, removed: pruneSite(site, kept), unknownWithdrawn };
}

function holds(ledger: string, withdrawn: string): boolean {
  const [type = '', id = ''] = withdrawn.split('/');
  const line = `${recordKey(type, id)}\0`;
  return ledger.startsWith(line) || ledger.includes(`\n${line}`);
}

/** Seconds since 1970, so that readers follow a folder that was lost or emptied, where nothing says what was signed before. */
function nextSeq({ now }: Publication, before: PublishedHead | undefined): number {
  return Math.max(Math.floor(now.getTime() / 1000), (before?.head.seq ?? 0) + 1);
}

/** A version that was published, with what makes the new one of it. */
interface PastVersion {
  readonly from: number;
  readonly blob: BuiltBlob;
  /** What a reader has who has it. */
  readonly held: HeldDigest;
}

interface Beside {
  readonly before: PublishedHead | undefined;
  readonly roots: readonly VerifiedRoot[];
  /** The new version. */
  readonly state: VersionState;
}

/** The versions that deltas are made from, newest first; their records are in memory one version at a time. */
async function pastOf({ digest, site }: Publication, { before, roots, state }: Beside): Promise<PastVersion[]> {
  const { version } = digest.head;
  if (before && before.head.version > version)
    throw new PublishedError(
      `Version ${before.head.version} is published, and versions never fall; set "version" in digest.yaml above it`,
    );
  const heads = (await readPastHeads(site, version, roots)).slice(0, MAX_DELTAS);
  const past: PastVersion[] = [];
  for (const { head } of heads) {
    const old = await readState(site, head);
    if (old) past.push({ from: old.version, blob: deltaBetween(old, state), held: await holding(old) });
  }
  return past;
}

interface Parts {
  readonly state: VersionState;
  readonly hash: string;
  readonly full: BuiltBlob;
  readonly deltas: readonly Pick<PastVersion, 'from' | 'blob'>[];
  readonly seq: number;
}

function headOf(publication: Publication, { state, hash, full, deltas, seq }: Parts): Head {
  const { now, days, minClient, notice, pollSeconds, withdrawn } = publication;
  return {
    spec: SPEC,
    type: 'head',
    digestId: state.digestId,
    version: state.version,
    seq,
    created: moment(now),
    expires: momentIn(now, days),
    minClient,
    state: { hash, count: state.ledger.size },
    full: named(full),
    deltas: deltas.map(({ from, blob }) => ({ from, ...named(blob) })),
    withdrawn: withdrawn.toSorted(),
    ...(notice === undefined ? {} : { notice }),
    ...(pollSeconds === undefined ? {} : { pollSeconds }),
  };
}

/** Opens as many of the keys for heads as the root asks for. */
async function headSigners({ keys, passphrase }: Publication, { root }: VerifiedRoot): Promise<Signer[]> {
  const { keys: known, threshold } = root.roles.head;
  const ids = new Set(known.map(({ keyid }) => keyid));
  const paths = keyFilesIn(keys).filter((path) => ids.has(readKeyFile(path).keyid));
  if (paths.length < threshold)
    throw new KeyError(
      `${keys}: holds ${paths.length} of the ${threshold} keys that root ${root.version} asks for to sign heads`,
    );
  return Promise.all(paths.slice(0, threshold).map((path) => openKeyFile(path, passphrase)));
}

function stagedFiles({
  head,
  text,
  roots,
  blobs,
}: {
  head: Head;
  text: string;
  roots: readonly VerifiedRoot[];
  blobs: readonly BuiltBlob[];
}) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LIMITS.head)
    throw new PublishedError(
      `The head has ${bytes.length} bytes, more than the ${LIMITS.head} that readers accept; shorten the list of withdrawn ids to those of the last weeks`,
    );
  return new Map<string, Uint8Array>([
    ...blobs.map((blob): [string, Uint8Array] => [blobFile(blob.h), blob.bytes]),
    ...roots.map(({ root, text }): [string, Uint8Array] => [rootFile(root.version), new TextEncoder().encode(text)]),
    [pastHeadFile(head.version), bytes],
    [HEAD_FILE, bytes],
  ]);
}

interface Staged {
  readonly roots: readonly VerifiedRoot[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly past: readonly PastVersion[];
  readonly before: PublishedHead | undefined;
  readonly head: Head;
}

/** A new reader, a reader of every version a delta begins with, and one who has just seen the head before. */
async function rehearseAll({ site, now }: Publication, { roots, files, past, before, head }: Staged): Promise<void> {
  const source = { url: FOLDER_URL, root: roots[0]?.text ?? '' };
  const rehearsal = { source, fetch: folderFetch(site, files), now };
  const wayFrom = (version: number) => (head.deltas.some(({ from }) => from === version) ? 'delta' : 'full');
  await rehearse(rehearsal, nothingHeld(), 'full');
  for (const { from, held } of past) await rehearse(rehearsal, { ...held }, wayFrom(from));
  if (!before) return;
  const { version, created } = before.head;
  const served = { source, fetch: folderFetch(site), now: new Date(created) };
  const reader = await rehearse(served, nothingHeld(), 'full').catch(() => undefined);
  if (reader) await rehearse(rehearsal, reader, version === head.version ? 'nothing' : wayFrom(version));
}

function named({ h, b, u }: BuiltBlob) {
  return { h, b, u };
}
