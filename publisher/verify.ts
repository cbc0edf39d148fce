import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEAD_FILE, type Head, isFolderAddress } from '../utils/sync/digest/format.ts';
import { fingerprint } from '../utils/sync/digest/probe-digest.ts';
import { nextRoot, readRoot, type VerifiedRoot } from '../utils/sync/digest/root.ts';
import { copySite } from './copy-site.ts';
import { FileError, textOf } from './files.ts';
import { FOLDER_URL, folderFetch } from './folder-fetch.ts';
import { KeyError } from './key-file.ts';
import { nothingHeld } from './memory-store.ts';
import { daysUntil } from './moment.ts';
import {
  PublishedError,
  type PublishedHead,
  readHead,
  readPastHeads,
  readState,
  refuseUnpublished,
} from './published.ts';
import { holding, rehearse } from './rehearse.ts';
import { readRoots } from './roots.ts';

/** One thing looked at. */
export interface Finding {
  readonly is: 'good' | 'doubtful' | 'bad';
  readonly text: string;
}

/** What is verified, against what, when. */
export interface Verification {
  /** An https address of a folder, or a folder here. */
  readonly place: string;
  /** A root that is trusted; undefined to take the place's own word for who it is. */
  readonly rootFile: string | undefined;
  readonly now: Date;
  readonly fetch: typeof fetch;
}

/** Fewer days than this until something expires are worth a word. */
const SOON_DAYS = { root: 60, head: 4 } as const;

/** Does all that a reader's extension would do with a published digest, from every version it could come from. */
export async function verifyPublished(verification: Verification): Promise<Finding[]> {
  try {
    return await verifyPlace(verification);
  } catch (error) {
    const isToldHere = [KeyError, PublishedError, FileError].some((kind) => error instanceof kind);
    if (isToldHere && error instanceof Error) return [{ is: 'bad', text: error.message }];
    throw error;
  }
}

async function verifyPlace(verification: Verification): Promise<Finding[]> {
  const { place, fetch } = verification;
  if (!/^https?:/.test(place)) return verifyFolder(place, verification, []);
  const address = place.endsWith('/') ? place : `${place}/`;
  if (!isFolderAddress(address))
    throw new PublishedError(
      `${place}: no extension asks there; readers need the https address of the folder, without "?" or "#"`,
    );
  const copy = mkdtempSync(join(tmpdir(), 'newsgloss-verify-'));
  try {
    const remarks = await copySite(address, copy, fetch);
    return await verifyFolder(copy, verification, remarks);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function verifyFolder(
  folder: string,
  verification: Verification,
  remarks: readonly string[],
): Promise<Finding[]> {
  refuseUnpublished(folder, verification.place);
  const own = await readRoots(folder);
  const { roots, finding } = await trustedRoots(own, verification.rootFile);
  const head = await readHead(textOf(join(folder, HEAD_FILE)), roots);
  const root = roots.at(-1) ?? roots[0];
  const findings = [
    finding,
    expiry('root', root?.root.expires, verification.now),
    ...remarks.map((text): Finding => ({ is: 'doubtful', text })),
  ];
  if (!head || !root)
    return [...findings, { is: 'bad', text: `${HEAD_FILE} is not signed by a key for heads of these roots` }];
  return [
    ...findings,
    ...describeHead(head, verification.now),
    ...(await clientRuns({ folder, head: head.head, trusted: roots, all: own, now: verification.now })),
  ];
}

async function trustedRoots(
  own: readonly VerifiedRoot[],
  trusted: string | undefined,
): Promise<{ roots: VerifiedRoot[]; finding: Finding }> {
  if (trusted === undefined) {
    const text = `trusted as it says of itself; give --root to hold it against a root you know. ${rootKeysOf(own)}`;
    return { roots: [...own], finding: { is: 'doubtful', text } };
  }
  const first = await readRoot(textOf(trusted));
  if (typeof first === 'string') throw new PublishedError(`${trusted}: is no root (${first})`);
  const roots: VerifiedRoot[] = [first];
  for (const { root, text } of own.filter(({ root }) => root.version > first.root.version)) {
    const next = await nextRoot(text, roots.at(-1) ?? first);
    if (typeof next === 'string')
      throw new PublishedError(`root ${root.version} does not follow from ${trusted} (${next})`);
    roots.push(next);
  }
  const text = `root ${roots.at(-1)?.root.version} follows from ${trusted}. ${rootKeysOf(roots)}`;
  return { roots, finding: { is: 'good', text } };
}

/** Those of the newest root, which the Sources page shows to who adds the digest. */
function rootKeysOf(roots: readonly VerifiedRoot[]): string {
  const ids = roots.at(-1)?.root.roles.root.keys.map(({ keyid }) => `\n    ${fingerprint(keyid)}`) ?? [];
  return `Its root keys:${ids.join('')}`;
}

function describeHead({ head }: PublishedHead, now: Date): Finding[] {
  const withdrawn = head.withdrawn.length === 0 ? '' : `; withdrawn: ${head.withdrawn.join(', ')}`;
  return [
    { is: 'good', text: `version ${head.version}, signature ${head.seq} of ${head.created}${withdrawn}` },
    expiry('head', head.expires, now),
  ];
}

function expiry(what: 'root' | 'head', expires: string | undefined, now: Date): Finding {
  const days = daysUntil(expires ?? '', now);
  const text = `the ${what} is good until ${expires}, ${days} days`;
  return { is: days < 0 ? 'bad' : days < SOON_DAYS[what] ? 'doubtful' : 'good', text };
}

interface Rehearsed {
  readonly folder: string;
  readonly head: Head;
  /** What readers trust. */
  readonly trusted: readonly VerifiedRoot[];
  /** All of the folder: heads of the past may be signed under roots before those that readers trust. */
  readonly all: readonly VerifiedRoot[];
  readonly now: Date;
}

/** A new reader, then a reader of each version that has a delta. */
async function clientRuns({ folder, head, trusted, all, now }: Rehearsed): Promise<Finding[]> {
  const source = { url: FOLDER_URL, root: trusted[0]?.text ?? '' };
  const rehearsal = { source, fetch: folderFetch(folder), now };
  const findings = [
    await run(`a new reader fetches ${head.full.b} bytes for ${head.state.count} records`, () =>
      rehearse(rehearsal, nothingHeld(), 'full'),
    ),
  ];
  const past = new Map((await readPastHeads(folder, head.version, all)).map((old) => [old.head.version, old.head]));
  for (const { from, b } of head.deltas) {
    const old = past.get(from);
    const state = old && (await readState(folder, old));
    const text = `a reader of version ${from} fetches ${b} bytes`;
    if (state) findings.push(await run(text, async () => rehearse(rehearsal, await holding(state), 'delta')));
    else findings.push({ is: 'doubtful', text: `${text}; not tried, for version ${from} is no longer there` });
  }
  return findings;
}

async function run(text: string, work: () => Promise<unknown>): Promise<Finding> {
  try {
    await work();
    return { is: 'good', text };
  } catch (error) {
    return { is: 'bad', text: error instanceof Error ? error.message : String(error) };
  }
}
