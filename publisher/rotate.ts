import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RoleKeys, rootFile } from '../utils/sync/digest/format.ts';
import { nextRoot } from '../utils/sync/digest/root.ts';
import { KeyError, newKey, openKeyFile, readKeyFile, type Signer, writeKeyFile } from './key-file.ts';
import { momentIn } from './moment.ts';
import { keyFilesIn, readRoots } from './roots.ts';
import { rootPayload, signEnvelope } from './signing.ts';

/** What is to change in the next root; its expiry is renewed in any case. */
export interface Rotation {
  readonly folder: string;
  /** Make a new key for heads; the old one signs no more. */
  readonly newHeadKey: boolean;
  /** Ids, or their beginnings, of root keys to replace by new ones. */
  readonly replacedRootKeys: readonly string[];
  /** Other folders that serve the digest; undefined leaves them as they are. */
  readonly mirrors: readonly string[] | undefined;
  readonly passphrase: string | undefined;
  readonly now: Date;
  readonly days: number;
}

/**
 * Makes the next root, signed by enough root keys of the old one and of the new. Nothing is written before all is good.
 * @returns the paths written
 * @throws KeyError where root keys are missing from the folder or cannot be opened, or readers would refuse the root
 */
export async function rotate(rotation: Rotation): Promise<string[]> {
  const { folder, newHeadKey, replacedRootKeys, mirrors, passphrase, now, days } = rotation;
  const roots = await readRoots(folder);
  const before = roots.at(-1) ?? roots[0];
  const { roles, version, ...same } = before.root;
  const replaced = replacedKeys(roles.root.keys, replacedRootKeys);
  await refuseTooFew(folder, roles.root, replaced.length);
  const signers = await oldSigners(folder, roles.root, passphrase);
  const newRootKeys = await Promise.all(replaced.map(() => newKey('root', passphrase)));
  const newHeadKeys = newHeadKey ? [await newKey('head', passphrase)] : [];
  const kept = roles.root.keys.filter(({ keyid }) => !replaced.includes(keyid));
  const root = rootPayload({
    ...same,
    version: version + 1,
    expires: momentIn(now, days),
    roles: {
      root: { keys: [...kept, ...newRootKeys.map(({ publicKey }) => publicKey)], threshold: roles.root.threshold },
      head: newHeadKey ? { keys: newHeadKeys.map(({ publicKey }) => publicKey), threshold: 1 } : roles.head,
    },
    mirrors: mirrors ? [...mirrors] : before.root.mirrors,
  });
  const text = await signEnvelope('root', root, [...signers, ...newRootKeys]);
  const next = await nextRoot(text, before);
  if (typeof next === 'string') throw new KeyError(`${folder}: readers would refuse the new root (${next})`);
  const written = [...newRootKeys, ...newHeadKeys].map((key) => {
    const path = freePath(folder, key.role);
    writeKeyFile(path, key);
    return path;
  });
  const rootPath = join(folder, rootFile(root.version));
  writeFileSync(rootPath, text, { flag: 'wx' });
  return [...written, rootPath];
}

/** Ids of the keys named by their beginnings. @throws KeyError where one is named twice, for each would be replaced by two */
function replacedKeys(keys: readonly { keyid: string }[], names: readonly string[]): string[] {
  const ids = names.map((name) => onlyKey(keys, name));
  const twice = names.find((_, index) => ids.indexOf(ids[index] ?? '') !== index);
  if (twice !== undefined) throw new KeyError(`"${twice}" names a key that is to be replaced already`);
  return ids;
}

/** Signers with the root keys that are in the folder. @throws KeyError where the passphrase is wrong */
function oldSigners(folder: string, { keys }: RoleKeys, passphrase: string | undefined): Promise<Signer[]> {
  const ids = new Set(keys.map(({ keyid }) => keyid));
  const paths = keyFilesIn(folder).filter((path) => ids.has(readKeyFile(path).keyid));
  return Promise.all(paths.map((path) => openKeyFile(path, passphrase)));
}

/** Before any key is made: the old root keys left must be able to sign. */
async function refuseTooFew(
  folder: string,
  role: { keys: readonly { keyid: string }[]; threshold: number },
  replaced: number,
) {
  const there = new Set(keyFilesIn(folder).map((path) => readKeyFile(path).keyid));
  const present = role.keys.filter(({ keyid }) => there.has(keyid)).length;
  if (present < role.threshold)
    throw new KeyError(`${folder}: holds ${present} root keys, but ${role.threshold} must sign; bring the others`);
  if (replaced > role.keys.length) throw new KeyError(`There are only ${role.keys.length} root keys to replace`);
}

function onlyKey(keys: readonly { keyid: string }[], id: string): string {
  const [key, ...others] = keys.filter(({ keyid }) => keyid.startsWith(id));
  if (!key || others.length > 0)
    throw new KeyError(
      `"${id}" names ${key ? 'several root keys' : 'no root key'}; they are ${keys.map(({ keyid }) => keyid.slice(0, 8)).join(', ')}`,
    );
  return key.keyid;
}

function freePath(folder: string, role: 'root' | 'head'): string {
  for (let number = 1; ; number++) {
    const path = join(folder, `${role}-${number}.key.json`);
    if (!existsSync(path)) return path;
  }
}
