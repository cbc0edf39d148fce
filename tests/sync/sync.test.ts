import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER_URL, folderFetch } from '../../publisher/folder-fetch.ts';
import { deleteDatabase, withDatabase } from '../../utils/digest/database.ts';
import { installDigest, installedDigest } from '../../utils/digest/install.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { allStories, storiesAboutAny } from '../../utils/digest/queries.ts';
import type { Digest, TermId } from '../../utils/digest/schema.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { probeDigest } from '../../utils/sync/digest/probe-digest.ts';
import { browserStore } from '../../utils/sync/digest/store.ts';
import {
  type SyncEdges,
  type SyncFailure,
  type SyncProgress,
  type SyncStep,
  syncDigest,
} from '../../utils/sync/digest/sync-digest.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';
import { expectShown } from './reader-at-home.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

function edges(change: Partial<SyncEdges> = {}): SyncEdges {
  return {
    fetch: folderFetch(publisher.site),
    now: () => NOW,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    random: () => 0,
    ...change,
  };
}

const MANY = 220;
/** So many that each of the long texts is written anew at least once. */
const VERSIONS = 14;
/** What is read beside one of the long texts at most: changes. */
const MOST_LATER = 600;

/** In each version every story is about other terms than before, thirty are new and thirty are gone. */
function versionOfMany(version: number): Digest {
  const about = (index: number) =>
    ['nis2-directive', 'cyber-centre'].filter((_, term) => (index + version) % 3 !== term);
  return parseDigest(
    exampleDigest((digest) => {
      digest.head.version = version;
      const [story] = digest.stories;
      digest.stories = Array.from({ length: MANY }, (_, index) => ({
        ...story,
        id: `story-${index + version * 30}`,
        title: `Story ${index}`,
        terms: about(index),
      })) as typeof digest.stories;
    }),
    `version ${version}`,
  );
}

const sync = (change?: Partial<SyncEdges>) => syncDigest({ url: FOLDER_URL, root: publisher.root() }, edges(change));

describe('a sync', () => {
  it('takes the whole digest at first, then only what changed, then nothing', async () => {
    await publisher.publish(versionOf(1));
    expect(await sync()).toMatchObject({ state: 'updated', by: 'full', from: undefined, to: 1 });
    await publisher.publish(versionOf(2));
    expect(await sync()).toMatchObject({ state: 'updated', by: 'delta', from: 1, to: 2 });
    expect(await sync()).toMatchObject({ state: 'current', version: 2 });
    expect(await installedDigest()).toMatchObject({ origin: 'synced', stories: 40, head: { version: 2 } });
    expect((await allStories()).filter(({ title }) => title.endsWith('version 2'))).toHaveLength(1);
  });

  it('brings a packaged digest up to date by a delta', async () => {
    await installDigest(versionOf(1), NOW);
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    expect(await sync()).toMatchObject({ state: 'updated', by: 'delta', from: 1, to: 2 });
  });
});

it('says how far it has come, step by step', async () => {
  await publisher.publish(versionOf(1));
  const steps: SyncStep[] = [];
  const last = new Map<SyncStep, SyncProgress>();
  await sync({
    onProgress: (progress) => {
      if (steps.at(-1) !== progress.step) steps.push(progress.step);
      last.set(progress.step, progress);
    },
  });
  expect(steps).toEqual(['root', 'head', 'download', 'verify', 'apply']);
  const { received, total } = last.get('download') ?? {};
  expect(received).toBeGreaterThan(100);
  expect(received).toBe(total);
});

it('a digest changed by one delta after another is the one that was signed, and its changes never pile up', async () => {
  let before = new Map<string, number>();
  const emptied = new Set<string>();
  for (let version = 1; version <= VERSIONS; version++) {
    const digest = versionOfMany(version);
    await publisher.publish(digest);
    expect(await sync()).toMatchObject({ state: 'updated', by: version === 1 ? 'full' : 'delta' });
    await expectShown(digest);
    expect((await browserStore.check('all')).isWhole).toBe(true);
    const shown = await storiesAboutAny(['cyber-centre' as TermId]);
    const wanted = digest.stories.filter(({ terms }) => terms.includes('cyber-centre' as TermId));
    expect(shown.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    const later = await withDatabase((database) => database.later.toArray());
    const counts = new Map(later.map(({ key, text }) => [key as string, JSON.parse(text).length as number]));
    for (const [key, count] of before) if (count > (counts.get(key) ?? 0)) emptied.add(key.split(' ')[1] ?? '');
    expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(MOST_LATER);
    before = counts;
  }
  expect(emptied).toEqual(new Set(['ledger', 'about', 'stories']));
});

it('a probe of a folder without a digest says so', async () => {
  const failure: Partial<SyncFailure> = { reason: 'not-found', url: `${FOLDER_URL}1.root.json` };
  expect(await probeDigest(FOLDER_URL, edges())).toMatchObject(failure);
});

it('a probe says whose digest is at an address', async () => {
  await publisher.publish(versionOf(1));
  const found = await probeDigest(`${FOLDER_URL}head.json`, edges());
  expect(found).toMatchObject({ digestId: 'example', publisher: 'Tests', url: FOLDER_URL });
});
