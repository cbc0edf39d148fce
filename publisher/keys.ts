import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DigestHead } from '../utils/digest/schema.ts';
import { type Root, RootSchema, rootFile } from '../utils/sync/digest/format.ts';
import { readRoot } from '../utils/sync/digest/root.ts';
import { KeyError, newKey, writeKeyFile } from './key-file.ts';
import { momentIn } from './moment.ts';
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

/**
 * Makes the keys of a digest and its first root, signed by all root keys. Nothing is written before all is good.
 * @returns the paths written
 * @throws KeyError where there are keys already, or a root that readers would refuse
 */
export async function makeKeys(ceremony: KeyCeremony): Promise<string[]> {
  const { folder, digest, rootKeys, threshold, mirrors, passphrase, now, days } = ceremony;
  if (threshold < 1 || threshold > rootKeys)
    throw new KeyError(`${threshold} of ${rootKeys} root keys cannot sign; write a threshold from 1 to ${rootKeys}`);
  const rootPath = join(folder, rootFile(1));
  const rootPaths = Array.from({ length: rootKeys }, (_, index) => join(folder, `root-${index + 1}.key.json`));
  const headPath = join(folder, 'head-1.key.json');
  const there = [rootPath, ...rootPaths, headPath].find((path) => existsSync(path));
  if (there !== undefined)
    throw new KeyError(`${there}: is there already. Choose an empty folder, or change keys with "newsgloss rotate"`);
  const made = await Promise.all(rootPaths.map(async (path) => ({ path, key: await newKey('root', passphrase) })));
  const signers = made.map(({ key }) => key);
  const headKey = await newKey('head', passphrase);
  const root = rootPayload({
    digestId: digest.id,
    title: digest.title,
    publisher: digest.publisher,
    version: 1,
    expires: momentIn(now, days),
    roles: {
      root: { keys: signers.map(({ publicKey }) => publicKey), threshold },
      head: { keys: [headKey.publicKey], threshold: 1 },
    },
    mirrors: [...mirrors],
  });
  refuseUnreadable(root);
  const text = await signEnvelope('root', root, signers);
  const read = await readRoot(text);
  if (typeof read === 'string') throw new KeyError(`Readers would refuse the root (${read})`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { path, key } of made) writeKeyFile(path, key);
  writeKeyFile(headPath, headKey);
  writeFileSync(rootPath, text, { flag: 'wx' });
  return [...rootPaths, headPath, rootPath];
}

/** @throws KeyError naming the first field that readers would refuse */
function refuseUnreadable(root: Root): void {
  const parsed = v.safeParse(RootSchema, root);
  if (parsed.success) return;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? 'it';
  throw new KeyError(
    `Readers would refuse the root: ${field} ${issue.message}. It may name at most 16 root keys and at most 8 mirrors, and takes title and publisher from digest.yaml`,
  );
}
