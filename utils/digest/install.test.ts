import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tamper } from '../../tests/sync/tamper.ts';
import { cardsOf } from './card.ts';
import { closeDatabase, deleteDatabase, verifiedRows, withDatabase } from './database.ts';
import { ensureDigest, installDigest, installedDigest, reinstallFromBundle, updateFromBundle } from './install.ts';
import { parseDigest } from './issues.ts';
import { allTerms, termsById } from './queries.ts';
import type { Trust } from './rows.ts';
import type { TermId } from './schema.ts';
import { exampleDigest } from './testing/example-digest.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

function edges(version = 1) {
  const bundle = parseDigest(
    exampleDigest(({ head }) => Object.assign(head, { version })),
    'bundle',
  );
  return { readBundle: async () => bundle, now: () => NOW };
}

afterEach(deleteDatabase);

describe('a first run', () => {
  it('installs the packaged digest', async () => {
    expect(await installedDigest()).toBeUndefined();
    expect(await ensureDigest(edges())).toMatchObject({
      terms: 2,
      stories: 1,
      origin: 'bundled',
      installed: NOW.toISOString(),
    });
  });

  it('gives cards with their stories', async () => {
    await ensureDigest(edges());
    const found = await cardsOf(['nis2-directive' as TermId]);
    expect(found?.cards).toMatchObject([
      { term: { prefLabel: 'NIS2 Directive' }, otherLabels: ['NIS2', 'NIS 2'], stories: [{ id: 'a-story' }] },
    ]);
  });

  it('gives a card the summary of a story that has no address to be read at', async () => {
    const digest = exampleDigest(({ stories }) => {
      const [story] = stories;
      const linked = { ...story, id: 'linked', title: 'Another', url: 'https://news.example/another' };
      if (story) stories.push({ ...story, ...linked });
    });
    await installDigest(parseDigest(digest, 'a test'), NOW);
    const stories = (await cardsOf(['nis2-directive' as TermId]))?.cards[0]?.stories ?? [];
    const told = new Map(stories.map(({ id, url, summary }) => [String(id), url ?? summary]));
    expect(told).toEqual(
      new Map([
        ['a-story', 'It said a thing.'],
        ['linked', 'https://news.example/another'],
      ]),
    );
    expect(stories.filter(({ url, summary }) => url !== undefined && summary !== undefined)).toEqual([]);
  });
});

describe('a later run', () => {
  it('leaves a whole digest alone', async () => {
    await ensureDigest(edges(1));
    expect((await ensureDigest(edges(2))).head.version).toBe(1);
  });

  it('takes a newer packaged digest after an update, never an older one', async () => {
    await updateFromBundle(edges(2));
    expect((await updateFromBundle(edges(1))).head.version).toBe(2);
    expect((await updateFromBundle(edges(3))).head.version).toBe(3);
  });

  it('replaces everything when the reader asks', async () => {
    await ensureDigest(edges(2));
    expect((await reinstallFromBundle(edges(1))).head.version).toBe(1);
  });
});

describe('a damaged database', () => {
  it('is filled anew when rows are missing', async () => {
    await ensureDigest(edges());
    await withDatabase(({ termsOfA }) => termsOfA.clear());
    await ensureDigest(edges());
    expect(await termCount()).toBe(2);
  });

  it('is filled anew when a row is not what it was', async () => {
    await ensureDigest(edges());
    await tamper((record) => (record.id === 'cyber-centre' ? { ...record, definition: 'Something else.' } : record));
    await ensureDigest(edges());
    const [term] = await termsById(['cyber-centre' as TermId]);
    expect(term?.definition).toBe('An office that advises on security.');
  });

  it('is made anew when it was deleted', async () => {
    await ensureDigest(edges());
    closeDatabase();
    await Dexie.delete('newsgloss-3');
    expect((await ensureDigest(edges())).terms).toBe(2);
  });

  it('is opened again when its connection was closed under it', async () => {
    await ensureDigest(edges());
    await withDatabase(async (database) => database.close());
    expect((await installedDigest())?.terms).toBe(2);
  });
});

describe('a failure that deleting mends not', () => {
  it('leaves the digest where the packaged one cannot be read', async () => {
    await ensureDigest(edges(1));
    const unreadable = { ...edges(), readBundle: () => Promise.reject(new TypeError('Failed to fetch')) };
    await expect(updateFromBundle(unreadable)).rejects.toThrow('Failed to fetch');
    expect(await installedDigest()).toMatchObject({ head: { version: 1 }, terms: 2 });
  });

  it('leaves the digest where the disk is full', async () => {
    await ensureDigest(edges(1));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room is left', 'QuotaExceededError');
    });
    await expect(updateFromBundle(edges(2))).rejects.toThrow('no room');
    put.mockRestore();
    expect(await installedDigest()).toMatchObject({ head: { version: 1 }, terms: 2 });
  });
});

it('keeps what was verified about publishers when a broken database is made anew', async () => {
  await ensureDigest(edges(1));
  const trust = { key: 'trust', digestId: 'example', head: { version: 9 } } as unknown as Trust;
  const earlier = { key: 'earlier' as const, trusts: [{ ...trust, digestId: 'another' }] };
  const withdrawn = { key: 'withdrawn', byDigest: new Map([['example', ['story/a']]]) } as const;
  await withDatabase(async ({ meta, ledgers }) => {
    await meta.bulkPut([trust, earlier, withdrawn]);
    await ledgers.toCollection().modify({ text: 5 as unknown as string });
  });
  await ensureDigest(edges(1));
  const kept = await withDatabase((database) => verifiedRows(database));
  expect(kept).toEqual([trust, earlier, withdrawn]);
  expect(await termCount()).toBe(2);
});

it('keeps the old digest when an installation fails half way', async () => {
  await ensureDigest(edges(1));
  const newer = await edges(2).readBundle();
  const { put } = IDBObjectStore.prototype;
  const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name.startsWith('stories')) throw new DOMException('cannot be written', 'DataError');
    return put.apply(this, row);
  });
  await expect(installDigest(newer, NOW)).rejects.toThrow('cannot be written');
  failing.mockRestore();
  expect(await installedDigest()).toMatchObject({ head: { version: 1 }, terms: 2, stories: 1 });
  expect(await termCount()).toBe(2);
});

it('never replaces another digest that was synced', async () => {
  await ensureDigest(edges(1));
  await withDatabase(async ({ meta }) => {
    const installed = await installedDigest();
    if (installed) await meta.put({ ...installed, origin: 'synced', head: { ...installed.head, id: 'another' } });
  });
  expect((await updateFromBundle(edges(9))).head.id).toBe('another');
});

async function termCount() {
  return (await allTerms()).length;
}
