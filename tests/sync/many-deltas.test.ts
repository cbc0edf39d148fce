import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteDatabase, withDatabase } from '../../utils/digest/database.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { storiesAboutAny } from '../../utils/digest/queries.ts';
import type { Digest, TermId } from '../../utils/digest/schema.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { browserStore } from '../../utils/sync/digest/store.ts';
import { type PublisherAtWork, publisherAtWork } from './publisher-at-work.ts';
import { expectShown, syncFrom } from './reader-at-home.ts';

const STORIES = 220;
const VERSIONS = 8;

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

/** In each version a third of the stories is about other terms than before, some are new and some are gone. */
function versionWith(version: number): Digest {
  const about = (index: number) =>
    ['nis2-directive', 'cyber-centre'].filter((_, term) => (index + version) % 3 !== term);
  return parseDigest(
    exampleDigest((digest) => {
      digest.head.version = version;
      const [story] = digest.stories;
      digest.stories = Array.from({ length: STORIES }, (_, index) => ({
        ...story,
        id: `story-${index + version * 30}`,
        title: `Story ${index}`,
        terms: about(index),
      })) as typeof digest.stories;
    }),
    `version ${version}`,
  );
}

it('a digest changed by one delta after another is the one that was signed, and its changes never pile up', async () => {
  const changes: number[] = [];
  for (let version = 1; version <= VERSIONS; version++) {
    const digest = versionWith(version);
    await publisher.publish(digest);
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', by: version === 1 ? 'full' : 'delta' });
    await expectShown(digest);
    expect(await browserStore.isWhole('all')).toBe(true);
    const shown = await storiesAboutAny(['cyber-centre' as TermId]);
    const wanted = digest.stories.filter(({ terms }) => terms.includes('cyber-centre' as TermId));
    expect(shown.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    const later = await withDatabase((database) => database.later.toArray());
    changes.push(later.reduce((sum, { text }) => sum + JSON.parse(text).length, 0));
  }
  expect(changes.some((count, index) => count < (changes[index - 1] ?? 0))).toBe(true);
  expect(Math.max(...changes)).toBeLessThanOrEqual(1200);
});
