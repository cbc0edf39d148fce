import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ledgerOf, ledgerText, stateHash } from '../utils/digest/ledger.ts';
import { isKept } from '../utils/digest/records.ts';
import { isNamed, readBlob } from '../utils/sync/digest/blob.ts';
import { isSigned, parseEnvelope, parseJson } from '../utils/sync/digest/envelope.ts';
import { blobFile, HEAD_FILE, type Head, HeadSchema, rootFile } from '../utils/sync/digest/format.ts';
import type { VerifiedRoot } from '../utils/sync/digest/root.ts';
import { keyed, type VersionState } from './blobs.ts';
import { bytesIfThere, namesIn, textIfThere, textOf } from './files.ts';

/** A head that was published, as it was written. */
export interface PublishedHead {
  readonly text: string;
  readonly head: Head;
}

/** Past heads are kept beside the one that holds, so that deltas can be made from their versions. */
export const pastHeadFile = (version: number) => `heads/${version}.json`;

/** A published folder that cannot be gone on with, and what to do. */
export class PublishedError extends Error {
  override readonly name = 'PublishedError';
}

/** @param name what the reader of the message calls the folder @throws PublishedError where no digest was published into it, FileError where it cannot be read */
export function refuseUnpublished(folder: string, name: string): void {
  if (!existsSync(folder)) throw new PublishedError(`${name}: there is no such folder`);
  const missing = [HEAD_FILE, rootFile(1)].find((file) => bytesIfThere(join(folder, file)) === undefined);
  if (missing)
    throw new PublishedError(
      `${name}: holds no ${missing}, so it is no published digest; "newsgloss publish <directory>" makes one`,
    );
}

/**
 * The head a folder serves, or undefined where it serves none yet.
 * @throws PublishedError where it is not signed by these keys, FileError where it cannot be read
 */
export async function readPublishedHead(
  site: string,
  roots: readonly VerifiedRoot[],
): Promise<PublishedHead | undefined> {
  const path = join(site, HEAD_FILE);
  const text = textIfThere(path);
  if (text === undefined) return undefined;
  const read = await readHead(text, roots);
  if (read) return read;
  throw new PublishedError(
    `${path}: is not a head signed with these keys. Publish into an empty folder, or name the keys that signed it with --keys`,
  );
}

/** The heads of versions before `version` that a folder still holds, newest first. */
export async function readPastHeads(
  site: string,
  version: number,
  roots: readonly VerifiedRoot[],
): Promise<PublishedHead[]> {
  const folder = join(site, 'heads');
  const names = namesIn(folder).filter((name) => /^\d+\.json$/.test(name));
  const heads = await Promise.all(names.map((name) => readHead(textOf(join(folder, name)), roots)));
  return heads
    .filter((read) => read !== undefined)
    .filter(({ head }) => head.version < version)
    .sort((a, b) => b.head.version - a.head.version);
}

/** The records of a version, from its snapshot; undefined where that is gone or not what was signed. */
export async function readState(
  site: string,
  { digestId, version, full, state }: Head,
): Promise<VersionState | undefined> {
  const file = bytesIfThere(join(site, blobFile(full.h)));
  const bytes = file && new Uint8Array(file);
  if (!bytes || !(await isNamed(bytes, full))) return undefined;
  const { put } = await readBlob(bytes, full, { digestId, version, from: undefined });
  const records = [...put.values()].filter(isKept);
  const ledger = await ledgerOf(records);
  return (await stateHash(ledgerText(ledger))) === state.hash
    ? { digestId, version, records: keyed(records), ledger }
    : undefined;
}

/** A head signed under any of the roots, for keys may have been rotated since; undefined where it is none. */
export async function readHead(text: string, roots: readonly VerifiedRoot[]): Promise<PublishedHead | undefined> {
  const envelope = parseEnvelope(text);
  const parsed = v.safeParse(HeadSchema, envelope && parseJson(envelope.payload));
  if (!envelope || !parsed.success) return undefined;
  for (const { root } of roots) {
    const isOurs = parsed.output.digestId === root.digestId;
    if (isOurs && (await isSigned(envelope, 'head', root.roles.head))) return { text, head: parsed.output };
  }
  return undefined;
}
