import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blobFile, HEAD_FILE, type Head } from '../utils/sync/digest/format.ts';
import { bytesIfThere, namesIn } from './files.ts';
import { pastHeadFile } from './published.ts';

/**
 * Writes files into a published folder so that whoever reads it at any moment finds a whole version: each file appears
 * at once by renaming, the head last of all. Files that are there already with the same bytes are left alone.
 * @returns the names of those written
 */
export function writeSite(site: string, files: ReadonlyMap<string, Uint8Array>): string[] {
  const names = [...files.keys()].sort((a, b) => Number(a === HEAD_FILE) - Number(b === HEAD_FILE));
  const changed = names.filter((name) => !isSameFile(join(site, name), files.get(name)));
  for (const name of changed) writeWhole(join(site, name), files.get(name) ?? new Uint8Array());
  return changed;
}

/** Removes past heads beyond those kept, and blobs that no kept head names. @returns their names */
export function pruneSite(site: string, kept: readonly Head[]): string[] {
  const named = new Set<string>([
    ...kept.flatMap(({ version, full, deltas }) => [
      pastHeadFile(version),
      blobFile(full.h),
      ...deltas.map(({ h }) => blobFile(h)),
    ]),
  ]);
  const ours = /^(?:b\/[0-9a-f]{64}\.bin|heads\/\d+\.json)(?:\.part)?$/;
  const there = ['b', 'heads'].flatMap((folder) => namesIn(join(site, folder)).map((name) => `${folder}/${name}`));
  const removed = there.filter((name) => ours.test(name) && !named.has(name) && isFile(join(site, name)));
  for (const name of removed) rmSync(join(site, name));
  return removed;
}

function isFile(path: string): boolean {
  return lstatSync(path).isFile();
}

function isSameFile(path: string, bytes: Uint8Array | undefined): boolean {
  const there = bytesIfThere(path);
  return bytes !== undefined && there !== undefined && Buffer.compare(there, bytes) === 0;
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    // Not by `writeSync`, which on a disk that is nearly full writes a part and says only how much.
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}
