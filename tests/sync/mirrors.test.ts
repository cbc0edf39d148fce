import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER_URL } from '../../publisher/folder-fetch.ts';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { syncDigest } from '../../utils/sync/digest/sync-digest.ts';
import { type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';
import { edgesWith, expectShown, hostOf } from './reader-at-home.ts';

const MIRRORS = ['https://a.invalid/', 'https://b.invalid/', 'https://c.invalid/'];

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork('example', MIRRORS);
  await publisher.publish(versionOf(1));
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

/** Syncs while some folders do not answer for some files. @returns the result, and the folders that were asked for a kind of file */
async function syncWhile(isDown: (url: string) => boolean, chance: number) {
  const asked: string[] = [];
  const serve = hostOf(publisher);
  const fetching: typeof fetch = async (input, init) => {
    asked.push(String(input));
    if (isDown(String(input))) throw new TypeError('no route');
    return serve(input, init);
  };
  const edges = edgesWith(fetching, { random: () => chance });
  const result = await syncDigest({ url: FOLDER_URL, root: publisher.root() }, edges);
  const foldersOf = (file: RegExp) => [
    ...new Set(asked.filter((url) => file.test(url)).map((url) => `${new URL(url).origin}/`)),
  ];
  return { result, heads: foldersOf(/\/head\.json$/), blobs: foldersOf(/\/b\/\w+\.bin$/) };
}

describe('while a host is down', () => {
  it.each([
    [0, ['https://a.invalid/']],
    [0.5, ['https://b.invalid/']],
    [0.9, ['https://c.invalid/']],
  ])('chance says (%d) which mirror a reader is served by', async (chance, [mirror]) => {
    const { result, heads, blobs } = await syncWhile((url) => url.startsWith(FOLDER_URL), chance);
    expect(result).toMatchObject({ state: 'updated', to: 1 });
    expect(heads).toEqual([FOLDER_URL, mirror]);
    expect(blobs).toEqual([mirror]);
    await expectShown(versionOf(1));
  });

  it('every mirror is asked before the sync is given up, and the failure is that of the host', async () => {
    const { result, heads } = await syncWhile(() => true, 0.5);
    expect(result).toMatchObject({ failure: { reason: 'unreachable', url: `${FOLDER_URL}head.json` } });
    expect(heads[0]).toBe(FOLDER_URL);
    expect(heads.toSorted()).toEqual([...MIRRORS, FOLDER_URL]);
  });

  it('a blob that it alone lacks comes from a mirror of chance too', async () => {
    const isDown = (url: string) => url.startsWith(`${FOLDER_URL}b/`);
    const { result, heads, blobs } = await syncWhile(isDown, 0.9);
    expect(result).toMatchObject({ state: 'updated', to: 1 });
    expect(heads).toEqual([FOLDER_URL]);
    expect(blobs).toEqual([FOLDER_URL, 'https://c.invalid/']);
  });

  it('the host that answers is asked alone', async () => {
    const { heads, blobs } = await syncWhile(() => false, 0.9);
    expect([heads, blobs]).toEqual([[FOLDER_URL], [FOLDER_URL]]);
  });
});
