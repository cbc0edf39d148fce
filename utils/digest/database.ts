import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie';
import type { AboutPage } from './about.ts';
import { Connection } from './connection.ts';
import type { Page } from './pages.ts';
import type { LaterRow, MetaRow, Shelf, ShelfLedger } from './rows.ts';
import type { Story, Term } from './schema.ts';
import { tellDigestsApart, tellStoriesTogether } from './upgrades.ts';

/**
 * A schema that cannot be reached by adding tables or indexes gets a new name and is filled anew:
 * the database is a cache of the digest, and nothing in it is precious.
 */
const DATABASE_NAME = 'newsgloss-3';

/** The tables of one shelf. */
export interface ShelfTables {
  readonly terms: Table<Page<Term>, number>;
  readonly stories: Table<Page<Story>, number>;
  readonly about: Table<AboutPage, number>;
}

class DigestDatabase extends Dexie {
  declare termsOfA: ShelfTables['terms'];
  declare storiesOfA: ShelfTables['stories'];
  declare aboutOfA: ShelfTables['about'];
  declare termsOfB: ShelfTables['terms'];
  declare storiesOfB: ShelfTables['stories'];
  declare aboutOfB: ShelfTables['about'];
  declare ledgers: EntityTable<ShelfLedger, 'shelf'>;
  declare later: EntityTable<LaterRow, 'key'>;
  declare meta: Table<MetaRow, MetaRow['key']>;

  constructor() {
    super(DATABASE_NAME);
    this.version(1).stores({
      termsOfA: 'page',
      storiesOfA: 'page',
      aboutOfA: 'page',
      termsOfB: 'page',
      storiesOfB: 'page',
      aboutOfB: 'page',
      ledgers: 'shelf',
      meta: 'key',
    });
    this.version(2).stores({ later: 'key' });
    this.version(3).stores({}).upgrade(tellDigestsApart);
    this.version(4).stores({}).upgrade(tellStoriesTogether);
  }

  /** The tables of a shelf. */
  rowsOf(shelf: Shelf): ShelfTables {
    return tablesOf(this, shelf);
  }
}

function tablesOf(from: { table(name: string): Table }, shelf: Shelf): ShelfTables {
  const end = shelf === 'a' ? 'OfA' : 'OfB';
  return { terms: from.table(`terms${end}`), stories: from.table(`stories${end}`), about: from.table(`about${end}`) };
}

/** What a transaction may read of a shelf. */
export interface ShelfInTransaction extends ShelfTables {
  readonly shelf: Shelf;
  /** Where the transaction was opened with them. */
  readonly later: () => Table<LaterRow, string>;
  readonly ledgers: () => Table<ShelfLedger, string>;
}

/**
 * The tables of a shelf, bound to a transaction. Dexie finds the transaction of other tables by the zone it runs in, and
 * loses that in async functions that call async functions: the question would then be of a transaction of its own.
 */
export function shelfIn(transaction: Transaction, shelf: Shelf): ShelfInTransaction {
  return {
    shelf,
    ...tablesOf(transaction, shelf),
    later: () => transaction.table('later'),
    ledgers: () => transaction.table('ledgers'),
  };
}

/** One row of what is known about the digest, by its key. */
export async function metaRow<K extends MetaRow['key']>(
  { meta }: Pick<DigestDatabase, 'meta'>,
  key: K,
): Promise<Extract<MetaRow, { key: K }> | undefined> {
  return (await meta.get(key)) as Extract<MetaRow, { key: K }> | undefined;
}

/** Some of them, in the order of their keys and by one question. */
export async function metaRows<const K extends readonly MetaRow['key'][]>(
  { meta }: Pick<DigestDatabase, 'meta'>,
  keys: K,
): Promise<{ [I in keyof K]: Extract<MetaRow, { key: K[I] }> | undefined }> {
  return (await meta.bulkGet([...keys])) as { [I in keyof K]: Extract<MetaRow, { key: K[I] }> | undefined };
}

/** What was verified about publishers: all that no packaged digest brings back. */
export async function verifiedRows(database: DigestDatabase): Promise<MetaRow[]> {
  const rows = await metaRows(database, ['trust', 'earlier', 'withdrawn']);
  return rows.filter((row) => row !== undefined);
}

/** The hashes of a shelf as they were written, and what has changed of them since. */
export type LedgerRows = [ShelfLedger | undefined, LaterRow | undefined];

export function ledgerRows({ shelf, ledgers, later }: ShelfInTransaction): Promise<LedgerRows> {
  return Promise.all([ledgers().get(shelf), later().get(`${shelf} ledger`)]);
}

export type { DigestDatabase };

const connection = new Connection(DATABASE_NAME, () => new DigestDatabase());

/**
 * Runs `work` on the database; the only way to it. `work` must be safe to repeat.
 * @throws what `work` throws the second time
 */
export function withDatabase<T>(work: (database: DigestDatabase) => Promise<T>): Promise<T> {
  return connection.run(work);
}

/** Lets go of the connection, so that another context may upgrade or delete the database. */
export function closeDatabase(): void {
  connection.close();
}

/** Throws the whole database away; the next installation makes it anew. */
export function deleteDatabase(): Promise<void> {
  return connection.delete();
}
