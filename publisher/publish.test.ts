import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headOf } from '../tests/sync/forge.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from '../tests/sync/publisher-at-work.ts';
import { FOLDER_URL, folderFetch } from './folder-fetch.ts';
import { nothingHeld } from './memory-store.ts';
import { rehearse } from './rehearse.ts';
import { contentsOf, filesIn } from './testing/files-in.ts';
import { verifyPublished } from './verify.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(() => publisher.close());

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

  it('refuses a folder in which keys lie, for its host would show them', async () => {
    const inside = join(publisher.site, 'private', 'keys');
    cpSync(publisher.keys, inside, { recursive: true });
    await expect(publisher.publish(versionOf(1), { keys: inside })).rejects.toThrow('show the private keys');
    expect(filesIn(publisher.site).filter((name) => name.endsWith('head.json'))).toEqual([]);
    await expect(publisher.publish(versionOf(1), { site: publisher.keys })).rejects.toThrow('show the private keys');
    rmSync(publisher.site, { recursive: true });
    mkdirSync(publisher.site);
    cpSync(join(publisher.keys, 'root-1.key.json'), join(publisher.site, 'root-1.key.json'));
    await expect(publisher.publish(versionOf(1))).rejects.toThrow('root-1.key.json: lies in');
    rmSync(join(publisher.site, 'root-1.key.json'));
    await publisher.publish(versionOf(1));
  });

  it('refuses what its own client would refuse', async () => {
    const digest = versionOf(1);
    const [story] = digest.stories;
    const spoilt = { ...digest, stories: story ? [{ ...story, summary: 'a <b>bold</b> claim' }] : [] };
    await expect(publisher.publish(spoilt)).rejects.toThrow('would refuse');
    await expect(publisher.publish(versionOf(1), { minClient: '9.9.9' })).rejects.toThrow('9.9.9');
    await expect(publisher.publish(versionOf(1), { notice: 'a < b' })).rejects.toThrow(
      'would refuse head.json: notice is not as specified: must be one line of plain text',
    );
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
