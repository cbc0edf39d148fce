import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { deleteDatabase } from './database.ts';
import { installDigest } from './install.ts';
import { parseDigest } from './issues.ts';
import { withheldIds } from './queries.ts';
import { exampleDigest } from './testing/example-digest.ts';

afterEach(deleteDatabase);

it('what was withdrawn stays so when the database is one of before, which knew of one digest only', async () => {
  const before = new Dexie('newsgloss-3');
  const pages = ['termsOfA', 'storiesOfA', 'aboutOfA', 'termsOfB', 'storiesOfB', 'aboutOfB'];
  const tables = { ...Object.fromEntries(pages.map((table) => [table, 'page'])), ledgers: 'shelf', later: 'key' };
  before.version(2).stores({ ...tables, meta: 'key' });
  await before.table('meta').put({ key: 'withdrawn', digestId: 'example', ids: ['story/a-story'] });
  before.close();
  await installDigest(parseDigest(exampleDigest(), 'test'), new Date('2026-11-25T09:00:00Z'));
  expect(await withheldIds()).toEqual(['story/a-story']);
});
