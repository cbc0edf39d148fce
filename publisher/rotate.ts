import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFile } from '../utils/sync/digest/format.ts';
import { nextRoot } from '../utils/sync/digest/root.ts';
import { createKeyFile, KeyError, openKeyFile, readKeyFile } from './key-file.ts';
import { moment } from './keys.ts';
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

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes the next root, signed by enough root keys of the old one and of the new.
 * @returns the paths written
 * @throws KeyError where root keys are missing from the folder
 */
export async function rotate(rotation: Rotation): Promise<string[]> {
  const { folder, newHeadKey, replacedRootKeys, mirrors, passphrase, now, days } = rotation;
  const roots = await readRoots(folder);
  const before = roots.at(-1) ?? roots[0];
  const { roles, version, ...same } = before.root;
  const replaced = replacedRootKeys.map((id) => onlyKey(roles.root.keys, id));
  await refuseTooFew(folder, roles.root, replaced.length);
  const written: string[] = [];
  const make = async (role: 'root' | 'head') => {
    const path = freePath(folder, role);
    const key = await createKeyFile(path, role, passphrase);
    written.push(path);
    return key;
  };
  const rootKeys = roles.root.keys.filter(({ keyid }) => !replaced.includes(keyid));
  for (const _ of replaced) rootKeys.push(await make('root'));
  const head = newHeadKey ? { keys: [await make('head')], threshold: 1 } : roles.head;
  const root = rootPayload({
    ...same,
    version: version + 1,
    expires: moment(new Date(now.getTime() + days * DAY_MS)),
    roles: { root: { keys: rootKeys, threshold: roles.root.threshold }, head },
    mirrors: mirrors ? [...mirrors] : before.root.mirrors,
  });
  const ids = new Set([...roles.root.keys, ...rootKeys].map(({ keyid }) => keyid));
  const paths = keyFilesIn(folder).filter((path) => ids.has(readKeyFile(path).keyid));
  const signers = await Promise.all(paths.map((path) => openKeyFile(path, passphrase)));
  const text = await signEnvelope('root', root, signers);
  const next = await nextRoot(text, before);
  if (typeof next === 'string') throw new KeyError(`${folder}: readers would refuse the new root (${next})`);
  const rootPath = join(folder, rootFile(root.version));
  writeFileSync(rootPath, text, { flag: 'wx' });
  return [...written, rootPath];
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
