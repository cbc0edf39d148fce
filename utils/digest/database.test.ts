import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { deleteDatabase, withDatabase } from './database.ts';
import { installDigest } from './install.ts';
import { parseDigest } from './issues.ts';
import { withheldIds } from './queries.ts';
import { revisionOf } from './revision.ts';
import { exampleDigest } from './testing/example-digest.ts';

afterEach(deleteDatabase);

const PAGES = ['termsOfA', 'storiesOfA', 'aboutOfA', 'termsOfB', 'storiesOfB', 'aboutOfB'];
const TABLES = {
  ...Object.fromEntries(PAGES.map((table) => [table, 'page'])),
  ledgers: 'shelf',
  later: 'key',
  meta: 'key',
};

it('what was withdrawn stays so when the database is one of before, which knew of one digest only', async () => {
  const before = new Dexie('newsgloss-3');
  before.version(2).stores(TABLES);
  await before.table('meta').put({ key: 'withdrawn', digestId: 'example', ids: ['story/a-story'] });
  before.close();
  await installDigest(parseDigest(exampleDigest(), 'test'), new Date('2026-11-25T09:00:00Z'));
  expect(await withheldIds()).toEqual(['story/a-story']);
});

it('what deltas made of stories is known when the database is one of before, which told it by term', async () => {
  const before = new Dexie('newsgloss-3');
  before.version(3).stores(TABLES);
  const changes = [
    ['nis2\0moved', null],
    ['nis2\0gone', null],
    ['cyber-centre\0moved', '2026-11-24'],
    ['icann\0moved', '2026-11-24'],
    ['wsis\0moved', null],
    ['cyber-centre\0gone', null],
  ];
  await before.table('later').put({ key: 'b about', text: JSON.stringify(changes) });
  before.close();
  const row = await withDatabase(({ later }) => later.get('b about'));
  expect([...revisionOf(row)]).toEqual([
    ['moved', { date: '2026-11-24', terms: ['cyber-centre', 'icann'] }],
    ['gone', null],
  ]);
});
