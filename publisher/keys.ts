import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DigestHead } from '../utils/digest/schema.ts';
import { type PublicKey, rootFile } from '../utils/sync/digest/format.ts';
import { createKeyFile, KeyError, openKeyFile } from './key-file.ts';
import { rootPayload, signEnvelope } from './signing.ts';

/** What keys to make, and for which digest. */
export interface KeyCeremony {
  readonly folder: string;
  readonly digest: Pick<DigestHead, 'id' | 'title' | 'publisher'>;
  readonly rootKeys: number;
  /** So many root keys must sign a root. */
  readonly threshold: number;
  readonly mirrors: readonly string[];
  readonly passphrase: string | undefined;
  readonly now: Date;
  /** How long the root is good for, days. */
  readonly days: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes the keys of a digest and its first root, signed by all root keys.
 * @returns the paths written
 * @throws KeyError where there are keys already, or fewer than must sign
 */
export async function makeKeys(ceremony: KeyCeremony): Promise<string[]> {
  const { folder, digest, rootKeys, threshold, mirrors, passphrase, now, days } = ceremony;
  if (threshold < 1 || threshold > rootKeys)
    throw new KeyError(`${threshold} of ${rootKeys} root keys cannot sign; write a threshold from 1 to ${rootKeys}`);
  const rootPath = join(folder, rootFile(1));
  if (existsSync(rootPath))
    throw new KeyError(
      `${rootPath}: is there already. Choose an empty folder, or change keys with "newsgloss rotate".`,
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rootPaths = Array.from({ length: rootKeys }, (_, index) => join(folder, `root-${index + 1}.key.json`));
  const headPath = join(folder, 'head-1.key.json');
  const keys: PublicKey[] = [];
  for (const path of rootPaths) keys.push(await createKeyFile(path, 'root', passphrase));
  const head = { keys: [await createKeyFile(headPath, 'head', passphrase)], threshold: 1 };
  const root = rootPayload({
    digestId: digest.id,
    title: digest.title,
    publisher: digest.publisher,
    version: 1,
    expires: moment(new Date(now.getTime() + days * DAY_MS)),
    roles: { root: { keys, threshold }, head },
    mirrors: [...mirrors],
  });
  const signers = await Promise.all(rootPaths.map((path) => openKeyFile(path, passphrase)));
  writeFileSync(rootPath, await signEnvelope('root', root, signers), { flag: 'wx' });
  return [...rootPaths, headPath, rootPath];
}

/** ISO 8601 to the second. */
export function moment(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
