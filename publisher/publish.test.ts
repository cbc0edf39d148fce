import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headOf } from '../tests/sync/forge.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from '../tests/sync/publisher-at-work.ts';
import { edgesWith } from '../tests/sync/reader-at-home.ts';
import { fingerprint, probeDigest } from '../utils/sync/digest/probe-digest.ts';
import { FOLDER_URL, folderFetch } from './folder-fetch.ts';
import { newKey, openKeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import { makeKeys } from './keys.ts';
import { nothingHeld } from './memory-store.ts';
import { rehearse } from './rehearse.ts';
import { rotate } from './rotate.ts';
import { serveDigest } from './serve.ts';
import { verifyPublished } from './verify.ts';

const ROTATION = { newHeadKey: false, mirrors: undefined, passphrase: undefined, now: NOW, days: 365 };

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(() => publisher.close());

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const contentsOf = (folder: string) =>
  new Map(filesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));

describe('publishing', () => {
  it('gives the same bytes for the same sources, keys and moment', async () => {
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    const first = contentsOf(publisher.site);
    rmSync(publisher.site, { recursive: true });
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    expect(contentsOf(publisher.site)).toEqual(first);
  });

  it('gives a delta from each of the last 14 versions, and keeps no more than they need', async () => {
    for (let version = 1; version <= 17; version++) await publisher.publish(versionOf(version));
    const head = headOf(publisher);
    expect(head.deltas.map(({ from }) => from)).toEqual(Array.from({ length: 14 }, (_, index) => 16 - index));
    const files = filesIn(publisher.site);
    expect(files.filter((name) => name.startsWith('heads/'))).toHaveLength(15);
    expect(files).not.toContain('heads/2.json');
    const findings = await verifyPublished({
      place: publisher.site,
      rootFile: join(publisher.keys, '1.root.json'),
      now: NOW,
      fetch,
    });
    expect(findings.filter(({ is }) => is !== 'good')).toEqual([]);
    expect(findings.filter(({ text }) => text.startsWith('a reader of version'))).toHaveLength(14);
  }, 60_000);

  it('of the same version only renews the signature', async () => {
    const first = await publisher.publish(versionOf(1));
    const { head, written } = await publisher.publish(versionOf(1));
    expect(head.seq).toBe(first.head.seq + 1);
    expect(written.toSorted()).toEqual(['head.json', 'heads/1.json']);
  });

  it('into a folder that was emptied is followed by readers of what lay there before', async () => {
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    const rehearsal = { source: { url: FOLDER_URL, root: publisher.root() }, fetch: folderFetch(publisher.site) };
    const reader = await rehearse({ ...rehearsal, now: NOW }, nothingHeld(), 'full');
    rmSync(publisher.site, { recursive: true });
    const now = new Date(NOW.getTime() + 60_000);
    await publisher.publish(versionOf(3), { now });
    expect((await rehearse({ ...rehearsal, now }, reader, 'full')).installed?.head.version).toBe(3);
  });

  it('refuses other records under a version that is out, and a version that falls', async () => {
    await publisher.publish(versionOf(2));
    const before = contentsOf(publisher.site);
    await expect(publisher.publish(versionOf(2, 41))).rejects.toThrow('raise "version" in digest.yaml');
    await expect(publisher.publish(versionOf(1))).rejects.toThrow('versions never fall');
    expect(contentsOf(publisher.site)).toEqual(before);
  });

  it('names what is withdrawn and was never published, and nothing that is or was', async () => {
    await publisher.publish(versionOf(1, 40));
    const withdrawn = ['story/story-39', 'story/story-1', 'term/story-1', 'story/story-93'];
    const { head, unknownWithdrawn } = await publisher.publish(versionOf(2, 20), { withdrawn });
    expect(head.withdrawn).toEqual(withdrawn.toSorted());
    expect(unknownWithdrawn).toEqual(['story/story-93', 'term/story-1']);
  });

  it('refuses a head too long for its own client', async () => {
    const withdrawn = Array.from({ length: 400 }, (_, index) => `story/a-story-with-a-rather-long-name-${index}`);
    await expect(publisher.publish(versionOf(1), { withdrawn })).rejects.toThrow('shorten the list of withdrawn ids');
    expect(existsSync(join(publisher.site, 'head.json'))).toBe(false);
  });

  it('refuses what its own client would refuse', async () => {
    const digest = versionOf(1);
    const [story] = digest.stories;
    const spoilt = { ...digest, stories: story ? [{ ...story, summary: 'a <b>bold</b> claim' }] : [] };
    await expect(publisher.publish(spoilt)).rejects.toThrow('would refuse');
    await expect(publisher.publish(versionOf(1), { minClient: '9.9.9' })).rejects.toThrow('9.9.9');
    await expect(publisher.publish(versionOf(1), { days: -1 })).rejects.toThrow('signature ended');
    expect(existsSync(publisher.site)).toBe(false);
  });

  it('refuses what its own client could not read from a package, or compile', async () => {
    const topics = Array.from({ length: 33 }, (_, number) => ({
      id: `topic-${number}`,
      side: 'field' as const,
      words: ['attack'],
    }));
    await expect(publisher.publish({ ...versionOf(1), topics })).rejects.toThrow('at most 32 topics');
    const [term, ...terms] = versionOf(1).terms;
    const spoilt = term && {
      ...term,
      labels: term.labels.map((label) => ({ ...label, text: `((((((((( ${label.text}` })),
    };
    await expect(publisher.publish({ ...versionOf(1), terms: spoilt ? [spoilt, ...terms] : [] })).rejects.toThrow(
      'more than 8 signs',
    );
    expect(existsSync(publisher.site)).toBe(false);
  });

  it('refuses the keys of another digest, and a site signed by other keys', async () => {
    await publisher.publish(versionOf(1));
    const other = await publisherAtWork('other');
    await expect(publisher.publish(versionOf(2), { keys: other.keys })).rejects.toThrow('keys of "other"');
    const stranger = await publisherAtWork();
    await expect(publisher.publish(versionOf(2), { keys: stranger.keys })).rejects.toThrow(
      'not a head signed with these keys',
    );
    other.close();
    stranger.close();
  });

  it('makes no delta from a snapshot that was changed on the host', async () => {
    await publisher.publish(versionOf(1));
    const path = join(publisher.site, `b/${headOf(publisher).full.h}.bin`);
    writeFileSync(path, readFileSync(path).subarray(1));
    await publisher.publish(versionOf(2));
    expect(headOf(publisher).deltas).toEqual([]);
  });
});

it('a publication interrupted at any file leaves the old version served, or the new', async () => {
  await publisher.publish(versionOf(1));
  const before = join(publisher.site, '../before');
  cpSync(publisher.site, before, { recursive: true });
  const { written } = await publisher.publish(versionOf(2));
  const after = join(publisher.site, '../after');
  cpSync(publisher.site, after, { recursive: true });
  expect(written.at(-1)).toBe('head.json');
  for (let count = 0; count <= written.length; count++) {
    rmSync(publisher.site, { recursive: true });
    cpSync(before, publisher.site, { recursive: true });
    for (const name of written.slice(0, count)) cpSync(join(after, name), join(publisher.site, name));
    writeFileSync(join(publisher.site, 'head.json.part'), 'half a he');
    const findings = await verifyPublished({
      place: publisher.site,
      rootFile: join(publisher.keys, '1.root.json'),
      now: NOW,
      fetch,
    });
    expect(findings.filter(({ is }) => is === 'bad')).toEqual([]);
    expect(headOf(publisher).version).toBe(count === written.length ? 2 : 1);
  }
  await publisher.publish(versionOf(2));
  expect(headOf(publisher).version).toBe(2);
});

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

describe('verifying', () => {
  it('prints the root keys that readers are shown, those of the newest root, with and without a root to trust', async () => {
    const { keyid } = readKeyFile(join(publisher.keys, 'root-1.key.json'));
    await rotate({ ...ROTATION, folder: publisher.keys, replacedRootKeys: [keyid] });
    await publisher.publish(versionOf(1));
    const shown = await probeDigest(FOLDER_URL, edgesWith(folderFetch(publisher.site)));
    const fingerprints = 'keyFingerprints' in shown ? shown.keyFingerprints : [];
    expect(fingerprints).toHaveLength(3);
    for (const rootFile of [undefined, join(publisher.keys, '1.root.json')]) {
      const findings = await verifyPublished({ place: publisher.site, rootFile, now: NOW, fetch });
      const printed = findings.map(({ text }) => text).join('\n');
      for (const id of fingerprints) expect(printed).toContain(id);
      expect(printed).not.toContain(fingerprint(keyid));
    }
  });

  it('names what a host gets wrong', async () => {
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    const rootFile = join(publisher.keys, '1.root.json');
    const served = await serveDigest(publisher.site, 0);
    expect(
      (await verifyPublished({ place: served.url, rootFile, now: NOW, fetch })).every(({ is }) => is === 'good'),
    ).toBe(true);
    const withoutHeaders: typeof fetch = async (input) => {
      const { body, status } = await fetch(input);
      return new Response(body, { status });
    };
    const findings = await verifyPublished({ place: served.url, rootFile, now: NOW, fetch: withoutHeaders });
    expect(findings.map(({ text }) => text).join('\n')).toContain('Access-Control-Allow-Origin');
    writeFileSync(join(publisher.site, `b/${headOf(publisher).full.h}.bin`), 'something else');
    const broken = await verifyPublished({ place: served.url, rootFile, now: NOW, fetch });
    expect(
      broken
        .filter(({ is }) => is === 'bad')
        .map(({ text }) => text)
        .join(),
    ).toContain('not the file that was signed');
    await served.close();
  });

  it('names the file that could not be fetched, and why', async () => {
    const { url, close } = await serveDigest(publisher.site, 0);
    await close();
    const findings = await verifyPublished({ place: url, rootFile: undefined, now: NOW, fetch });
    const reason = `connect ECONNREFUSED ${new URL(url).host}`;
    expect(findings).toEqual([{ is: 'bad', text: `${url}head.json: cannot be reached (${reason})` }]);
  });

  it('names what a folder lacks, and a head of others', async () => {
    const bad = async () => {
      const findings = await verifyPublished({ place: publisher.site, rootFile: undefined, now: NOW, fetch });
      return findings.filter(({ is }) => is === 'bad').map(({ text }) => text);
    };
    expect(await bad()).toEqual([`${publisher.site}: holds no head.json`]);
    await publisher.publish(versionOf(1));
    expect(await bad()).toEqual([]);
    const stranger = await publisherAtWork();
    await stranger.publish(versionOf(1));
    cpSync(join(stranger.site, 'head.json'), join(publisher.site, 'head.json'));
    expect(await bad()).toEqual(['head.json is not signed by a key for heads of these roots']);
    rmSync(join(publisher.site, '1.root.json'));
    expect(await bad()).toEqual([`${publisher.site}: holds no 1.root.json`]);
    stranger.close();
  });
});
