import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { changeDigest } from './apply.ts';
import { deleteDatabase, withDatabase } from './database.ts';
import { installDigest } from './install.ts';
import { parseDigest } from './issues.ts';
import { allStories, storiesAboutAny } from './queries.ts';
import type { InstalledDigest } from './rows.ts';
import type { Story, StoryId, TermId } from './schema.ts';
import { exampleDigest } from './testing/example-digest.ts';
import { tidyShelf } from './tidy-shelf.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const TERM = 'nis2-directive' as TermId;
const digest = parseDigest(exampleDigest(), 'example');
const [pattern] = digest.stories as [Story];
const genuine = IDBDatabase.prototype.transaction;

afterEach(async () => {
  IDBDatabase.prototype.transaction = genuine;
  await deleteDatabase();
});

describe('what deltas have made of stories', () => {
  it('is brought to the pages once it is much', async () => {
    await tell(600, await installDigest(digest, NOW));
    await tidyShelf();
    expect(await laterRows()).toBe(0);
    expect(await told()).toEqual({ all: 600, about: 600 });
  });

  it('stays beside them while it is little', async () => {
    await tell(100, await installDigest(digest, NOW));
    const before = await laterRows();
    await tidyShelf();
    expect(await laterRows()).toBe(before);
    expect(await told()).toEqual({ all: 100, about: 100 });
  });

  it('is read the same wherever the work is cut off, and the next one ends it', async () => {
    await tell(450, await installDigest(digest, NOW));
    for (let step = 1; await isCutOffAt(step); step += 7) expect(await told()).toEqual({ all: 450, about: 450 });
    await tidyShelf();
    expect(await laterRows()).toBe(0);
    expect(await told()).toEqual({ all: 450, about: 450 });
  });

  it('is left to the delta that comes meanwhile', async () => {
    const installed = await tell(450, await installDigest(digest, NOW));
    const tidying = tidyShelf();
    await tell(460, installed);
    await tidying;
    expect(await laterRows()).not.toBe(0);
    expect(await told()).toEqual({ all: 460, about: 460 });
  });
});

/** Tells so many stories anew, in place of those that came with the digest. */
async function tell(count: number, installed: InstalledDigest): Promise<InstalledDigest> {
  const { key: _, shelf: __, pages: ___, ...before } = installed;
  const title = `The ${count}th`;
  const stories = Array.from({ length: count }, (_, n) => ({ ...pattern, id: `story-${n}` as StoryId, title }));
  const change = {
    installation: { ...before, stateHash: `after ${count}` },
    ledger: '',
    ledgerRevision: new Map([['story\0story-0', 'a hash']]),
    terms: [],
    stories: stories.map((story) => ({ ...story, terms: [TERM] })),
    removedTerms: [],
    removedStories: digest.stories.map(({ id }) => id),
  };
  const written = await changeDigest(change, installed);
  if (written.state !== 'written') throw new Error('Nobody else writes here.');
  return written.installed;
}

async function told() {
  const all = await allStories();
  const [title] = all.map((story) => story.title);
  return {
    all: all.filter((story) => story.title === title).length,
    about: (await storiesAboutAny([TERM])).filter((story) => story.title === title).length,
  };
}

/** How many rows beside the pages speak of stories. */
function laterRows(): Promise<number> {
  return withDatabase(
    async ({ later }) => (await later.toCollection().primaryKeys()).filter((key) => !key.endsWith(' ledger')).length,
  );
}

/** Tidies until the transaction of that number, which fails; false where there was none. */
async function isCutOffAt(step: number): Promise<boolean> {
  let steps = 0;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...asked) {
    if (++steps >= step) throw new DOMException('cut off', 'AbortError');
    return genuine.apply(this, asked);
  };
  const isCut = await tidyShelf().then(
    () => false,
    () => true,
  );
  IDBDatabase.prototype.transaction = genuine;
  return isCut;
}
