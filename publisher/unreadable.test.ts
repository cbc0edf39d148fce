import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, type PublisherAtWork, publisherAtWork, ROTATION, versionOf } from '../tests/sync/publisher-at-work.ts';
import { inWords } from './in-words.ts';
import { readSources } from './read-sources.ts';
import { readWithdrawn } from './read-withdrawn.ts';
import { rotate } from './rotate.ts';
import { contentsOf, filesIn } from './testing/files-in.ts';
import { verifyPublished } from './verify.ts';

/** What may lie in the place of a file: something that nobody reads, whoever runs the test. */
const DAMAGES = {
  'a folder': (path: string) => void mkdirSync(path),
  'a link to itself': (path: string) => symlinkSync(path, path),
} as const;

/** What a command says that came to nothing; undefined where it did its work. */
async function complaint(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return inWords(error);
  }
}

/** Names the file, and neither an error of the system nor a line of our code. */
function expectNamed(said: string | undefined, file: string) {
  expect(said).toContain(file);
  expect(said).toMatch(/is a folder, where a file is expected|is a link that leads back to itself/);
  expect(said).not.toMatch(/\bE[A-Z]{3,}\b|\n {4}at /);
}

/** Puts something else in the place of a file while `work` is done. */
async function without(path: string, put: (path: string) => void, work: () => Promise<void>): Promise<void> {
  renameSync(path, `${path}.away`);
  put(path);
  try {
    await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
    renameSync(`${path}.away`, path);
  }
}

describe.each(Object.entries(DAMAGES))('where %s lies in the place of a file', (_, put) => {
  let publisher: PublisherAtWork;

  beforeAll(async () => {
    publisher = await publisherAtWork();
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
  });

  afterAll(() => publisher.close());

  it('publishing, verifying and rotating name it, and leave all as it is', async () => {
    const { keys } = publisher;
    const site = `${publisher.site}-tried`;
    const verify = async () => {
      const findings = await verifyPublished({ place: site, rootFile: undefined, now: NOW, fetch });
      return findings.find(({ is }) => is === 'bad')?.text;
    };
    const unread: string[] = [];
    for (const name of filesIn(publisher.site)) {
      cpSync(publisher.site, site, { recursive: true });
      rmSync(join(site, name));
      put(join(site, name));
      const before = contentsOf(site);
      expectNamed(await verify(), name);
      const said = await complaint(() => publisher.publish(versionOf(3), { site }));
      if (said === undefined) unread.push(name);
      else {
        expectNamed(said, name);
        expect(contentsOf(site)).toEqual(before);
      }
      rmSync(site, { recursive: true });
    }
    expect(unread).toEqual([expect.stringMatching(/^b\//)]);
    for (const name of filesIn(keys))
      await without(join(keys, name), put, async () => {
        const before = contentsOf(keys);
        expectNamed(await complaint(() => rotate({ ...ROTATION, folder: keys, replacedRootKeys: [] })), name);
        expect(contentsOf(keys)).toEqual(before);
      });
  });

  it('so do the sources of a digest', async () => {
    const sources = mkdtempSync(join(tmpdir(), 'newsgloss-sources-'));
    cpSync(join(import.meta.dirname, '../digest'), sources, { recursive: true });
    const [term = '', story = ''] = ['terms', 'stories'].map(
      (folder) => `${folder}/${filesIn(join(sources, folder))[0]}`,
    );
    for (const name of ['digest.yaml', 'countries.yaml', 'topics.yaml', term, story])
      await without(join(sources, name), put, async () =>
        expectNamed(await complaint(() => readSources(sources)), name),
      );
    put(join(sources, 'withdrawn.yaml'));
    expectNamed(await complaint(() => readWithdrawn(sources)), 'withdrawn.yaml');
    rmSync(sources, { recursive: true });
  });
});

it('a file in the place of a folder is named', async () => {
  const publisher = await publisherAtWork();
  const file = join(publisher.keys, '1.root.json');
  expect(await complaint(() => publisher.publish(versionOf(1), { site: file }))).toContain(
    `${file}: is a file, where a folder is expected`,
  );
  expect(await complaint(() => publisher.publish(versionOf(1), { keys: file }))).toContain('lies in what is a file');
  publisher.close();
});
