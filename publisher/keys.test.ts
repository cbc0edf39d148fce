import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW, type PublisherAtWork, publisherAtWork, ROTATION, versionOf } from '../tests/sync/publisher-at-work.ts';
import { KeyError, newKey, openKeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import { makeKeys } from './keys.ts';
import { rotate } from './rotate.ts';
import { contentsOf, filesIn } from './testing/files-in.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(() => publisher.close());

describe('keys', () => {
  it('lie in files that only their owner may read, and are never written over', async () => {
    const path = join(publisher.keys, 'root-1.key.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const key = await newKey('root', undefined);
    expect(() => writeKeyFile(path, key)).toThrow('EEXIST');
  });

  it('sealed with a passphrase sign only with it', async () => {
    const path = join(publisher.keys, 'sealed.json');
    writeKeyFile(path, await newKey('head', 'correct horse battery'));
    expect(readFileSync(path, 'utf8')).not.toContain('pkcs8');
    await expect(openKeyFile(path, undefined)).rejects.toThrow('is sealed');
    await expect(openKeyFile(path, 'wrong')).rejects.toThrow('the passphrase is wrong');
    const signer = await openKeyFile(path, 'correct horse battery');
    expect(await signer.sign(new Uint8Array([1]))).toHaveLength(86);
  }, 30_000);

  it.each([
    ['pkcs8', undefined, { pkcs8: 'AAAA' }],
    ['cost of the seal', 'correct horse battery', { N: 3 }],
    ['start of the seal', 'correct horse battery', { iv: '' }],
    ['sealed part', 'correct horse battery', { sealed: 'AA' }],
  ])('of which the %s is damaged are named', async (_, passphrase, damage) => {
    const path = join(publisher.keys, 'damaged.json');
    writeKeyFile(path, await newKey('head', passphrase));
    const file = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...file, private: { ...file.private, ...damage } }));
    await expect(openKeyFile(path, passphrase)).rejects.toThrow(KeyError);
    await expect(openKeyFile(path, passphrase)).rejects.toThrow(`${path}: the p`);
  });

  it('are replaced by a root that follows from the one before', async () => {
    const rotation = { ...ROTATION, folder: publisher.keys, newHeadKey: true };
    const lost = JSON.parse(readFileSync(join(publisher.keys, 'root-1.key.json'), 'utf8')).keyid as string;
    rmSync(join(publisher.keys, 'root-1.key.json'));
    await rotate({ ...rotation, replacedRootKeys: [lost.slice(0, 12)] });
    await publisher.publish(versionOf(1));
    expect(filesIn(publisher.site)).toContain('2.root.json');
    rmSync(join(publisher.keys, 'root-2.key.json'));
    rmSync(join(publisher.keys, 'root-3.key.json'));
    await expect(rotate({ ...rotation, replacedRootKeys: [] })).rejects.toThrow('2 must sign');
  });
});

describe('what cannot become a root leaves no file behind', () => {
  const ceremony = () => ({
    folder: join(publisher.keys, 'others'),
    digest: { id: 'example', title: 'Example', publisher: 'Tests' },
    rootKeys: 1,
    threshold: 1,
    mirrors: [],
    passphrase: undefined,
    now: NOW,
    days: 365,
  });
  const mirrors = Array.from({ length: 9 }, (_, number) => `https://mirror-${number}.example/`);

  it('more root keys or mirrors than readers accept', async () => {
    await expect(makeKeys({ ...ceremony(), rootKeys: 17 })).rejects.toThrow('at most 16 root keys');
    await expect(makeKeys({ ...ceremony(), mirrors })).rejects.toThrow('at most 8 mirrors');
    expect(existsSync(ceremony().folder)).toBe(false);
  });

  it('a title of two lines, and says where it stands', async () => {
    const digest = { ...ceremony().digest, title: 'One\nTwo' };
    await expect(makeKeys({ ...ceremony(), digest })).rejects.toThrow('title must be one line of plain text');
  });

  it('keys where some are already', async () => {
    const [path = ''] = await makeKeys(ceremony());
    for (const name of filesIn(ceremony().folder)) if (!path.endsWith(name)) rmSync(join(ceremony().folder, name));
    const before = contentsOf(ceremony().folder);
    await expect(makeKeys({ ...ceremony(), rootKeys: 2 })).rejects.toThrow('is there already');
    expect(contentsOf(ceremony().folder)).toEqual(before);
  });

  it('a rotation with a wrong passphrase, or with too many mirrors', async () => {
    const { folder } = ceremony();
    await makeKeys({ ...ceremony(), passphrase: 'correct horse battery' });
    const before = contentsOf(folder);
    const rotation = { ...ROTATION, folder, newHeadKey: true, replacedRootKeys: [] };
    await expect(rotate({ ...rotation, passphrase: 'correct hose battery' })).rejects.toThrow('passphrase is wrong');
    expect(contentsOf(folder)).toEqual(before);
    await expect(rotate({ ...rotation, mirrors, passphrase: 'correct horse battery' })).rejects.toThrow('would refuse');
    expect(contentsOf(folder)).toEqual(before);
  }, 60_000);

  it('a rotation that replaces one key twice', async () => {
    const { keyid } = readKeyFile(join(publisher.keys, 'root-1.key.json'));
    const before = contentsOf(publisher.keys);
    const twice = { ...ROTATION, folder: publisher.keys, replacedRootKeys: [keyid, keyid.slice(0, 8)] };
    await expect(rotate(twice)).rejects.toThrow('names a key that is to be replaced already');
    expect(contentsOf(publisher.keys)).toEqual(before);
  });
});
