import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER_URL } from '../../publisher/folder-fetch.ts';
import { closeDatabase, deleteDatabase, withDatabase } from '../../utils/digest/database.ts';
import { ensureDigest, installDigest, installedDigest } from '../../utils/digest/install.ts';
import { termsById } from '../../utils/digest/queries.ts';
import { readDigest } from '../../utils/digest/read.ts';
import type { TermId } from '../../utils/digest/schema.ts';
import { browserStore } from '../../utils/sync/digest/store.ts';
import { syncInto } from '../../utils/sync/digest/sync-digest.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';
import { edgesWith, expectRefusal, expectShown, hostOf, syncFrom } from './reader-at-home.ts';
import { tamper } from './tamper.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
  await publisher.publish(versionOf(1, 300));
  await publisher.publish(versionOf(2, 300));
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

const source = () => ({ url: FOLDER_URL, root: publisher.root() });

/** Runs `work` with those transactions failing that `fails` picks by number and stores. @returns how many there were */
async function withTransactionsFailing(
  fails: (number: number, stores: readonly string[], mode: IDBTransactionMode | undefined) => boolean,
  error: () => Error,
  work: () => Promise<unknown>,
): Promise<number> {
  const genuine = IDBDatabase.prototype.transaction;
  let asked = 0;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, ...how) {
    asked += 1;
    if (fails(asked, [stores].flat() as string[], how[0])) throw error();
    return genuine.call(this, stores, ...how);
  };
  closeDatabase();
  try {
    await work();
  } finally {
    closeDatabase();
    IDBDatabase.prototype.transaction = genuine;
  }
  return asked;
}

const none = () => false;
const writesRows = (_: number, stores: readonly string[], mode?: IDBTransactionMode) =>
  mode === 'readwrite' && stores.some((store) => store.startsWith('stories'));
const killed = () => new DOMException('the worker was killed', 'TransactionInactiveError');
const full = () => new DOMException('no room is left', 'QuotaExceededError');

describe.each(['full', 'delta'] as const)('an update by %s', (by) => {
  beforeEach(() => installDigest(by === 'full' ? versionOf(1, 299) : versionOf(1, 300), NOW));
  const old = by === 'full' ? versionOf(1, 299) : versionOf(1, 300);

  it('cut off before any transaction of it leaves the old state, and is done by the next', async () => {
    const needed = await withTransactionsFailing(none, killed, async () => {
      expect(await syncFrom(publisher)).toMatchObject({ by });
    });
    expect(needed).toBeGreaterThan({ full: 8, delta: 7 }[by]);
    await installDigest(old, NOW);
    for (let from = 1; from < needed; from++) {
      await withTransactionsFailing(
        (number) => number >= from,
        killed,
        () => syncFrom(publisher),
      );
      const version = (await installedDigest())?.head.version;
      await expectShown(version === 2 ? versionOf(2, 300) : old);
      if (version === 2) await installDigest(old, NOW);
    }
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 2 });
    await expectShown(versionOf(2, 300));
  });

  it('with no room left keeps the old state and says so', async () => {
    await withTransactionsFailing(writesRows, full, () => expectRefusal(syncFrom(publisher), 'storage-full'));
    await expectShown(old);
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 2 });
  });

  it('cut off at any request leaves the old state', async () => {
    for (let last = 0; last < 3; last++) {
      let asked = 0;
      const dying = (genuine: () => Promise<Response>) =>
        asked++ < last ? genuine() : Promise.reject(new TypeError('the network is gone'));
      await expectRefusal(syncFrom(publisher, { '*': dying }), 'unreachable');
      await expectShown(old);
    }
  });
});

describe('two contexts', () => {
  it('that sync at once both end with the new state', async () => {
    await installDigest(versionOf(1, 300), NOW);
    const edges = () => edgesWith(hostOf(publisher));
    const results = await Promise.all([1, 2, 3].map(() => syncInto(browserStore, source(), edges())));
    expect(results.filter(({ state }) => state === 'failed')).toEqual([]);
    await expectShown(versionOf(2, 300));
  });

  it('of which one restores the packaged digest while the other syncs end with one state', async () => {
    await installDigest(versionOf(1, 299), NOW);
    await Promise.all([
      syncInto(browserStore, source(), edgesWith(hostOf(publisher))),
      installDigest(versionOf(1, 300), NOW),
    ]);
    const version = (await installedDigest())?.head.version;
    await expectShown(versionOf(version ?? 0, 300));
  });

  it('wait for one another', async () => {
    await installDigest(versionOf(1, 300), NOW);
    const results = await Promise.all([syncFrom(publisher), syncFrom(publisher)]);
    expect(results.map(({ state }) => state).sort()).toEqual(['current', 'updated']);
  });
});

describe('readers during a sync', () => {
  it('see the old digest or the new, whole', async () => {
    await installDigest(versionOf(1, 299), NOW);
    let isDone = false;
    const sync = syncFrom(publisher).finally(() => {
      isDone = true;
    });
    const seen = new Set<string>();
    while (!isDone) {
      const view = await readDigest(async ({ installed, records }) => ({
        version: installed.head.version,
        rows: (await records.allStories()).length + (await records.allTerms()).length,
      }));
      seen.add(`${view?.version}: ${view?.rows}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await sync;
    expect([...seen].filter((state) => !['1: 301', '2: 302'].includes(state))).toEqual([]);
  });
});

describe('a row that something has changed', () => {
  const change = () =>
    tamper((record) => (record.id === 'cyber-centre' ? { ...record, definition: 'Tampered.' } : record));
  const shownDefinition = async () => (await termsById(['cyber-centre' as TermId]))[0]?.definition;
  const sampled = { check: () => browserStore.check('all') };

  it('is healed by a full download', async () => {
    await syncFrom(publisher);
    await change();
    const result = await syncInto({ ...browserStore, ...sampled }, source(), edgesWith(hostOf(publisher)));
    expect(result).toMatchObject({ state: 'updated', by: 'full', from: 2, to: 2 });
    await expectShown(versionOf(2, 300));
  });

  it('and a host with nothing but bad signatures lead back to the packaged digest', async () => {
    await syncFrom(publisher);
    await change();
    const onlyHead = {
      '*': () => new Response(null, { status: 404 }),
      'head.json': (genuine: () => Promise<Response>) => genuine(),
    };
    const healing = { ...browserStore, ...sampled };
    await expectRefusal(syncInto(healing, source(), edgesWith(hostOf(publisher, onlyHead))), 'not-found');
    const unsigned = { 'head.json': () => new Response('{"payload":"{}","signatures":[]}') };
    await expectRefusal(syncFrom(publisher, unsigned), 'bad-signature');
    await ensureDigest({ readBundle: async () => versionOf(1, 300), now: () => NOW });
    await expectShown(versionOf(1, 300));
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', from: 1, to: 2 });
  });

  it.each([
    ['of the week', 0, 8],
    ['after a clock that was ahead was put right', 9, 0],
  ])('is found by the full check %s', async (_, first, second) => {
    const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);
    await syncFrom(publisher, {}, { now: () => inDays(first) });
    await tamper((record) => (record.id === 'story-7' ? undefined : record));
    const later = inDays(second);
    await publisher.publish(versionOf(2, 300), { now: later });
    const sample = {
      check: async (rows: 'all' | 'some') => {
        const checked = await browserStore.check(rows);
        return rows === 'all' ? checked : { ...checked, isWhole: true };
      },
    };
    const edges = edgesWith(hostOf(publisher), { now: () => later });
    expect(await syncInto({ ...browserStore, ...sample }, source(), edges)).toMatchObject({ by: 'full', to: 2 });
    await expectShown(versionOf(2, 300));
  });

  it('is found by the full check where it is what stories are about', async () => {
    await syncFrom(publisher);
    expect((await browserStore.check('all')).isWhole).toBe(true);
    await withDatabase(({ aboutOfA, aboutOfB }) =>
      Promise.all([aboutOfA, aboutOfB].map((table) => table.toCollection().modify({ text: '[]' }))),
    );
    expect((await browserStore.check('all')).isWhole).toBe(false);
  });

  it('is seen by its hash alone, wherever the change is', async () => {
    await syncFrom(publisher);
    expect((await browserStore.check('all')).isWhole).toBe(true);
    await withDatabase(({ ledgers }) => ledgers.toCollection().modify({ text: '' }));
    expect((await browserStore.check('some')).isWhole).toBe(false);
    expect(await shownDefinition()).toBeDefined();
  });
});
