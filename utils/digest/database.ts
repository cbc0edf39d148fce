import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie';
import type { AboutPage } from './about.ts';
import { Connection } from './connection.ts';
import type { Page, PageCounts } from './pages.ts';
import type { Country, DigestHead, Story, Term, Topic } from './schema.ts';
import { tellDigestsApart, tellStoriesTogether } from './upgrades.ts';

/**
 * A schema that cannot be reached by adding tables or indexes gets a new name and is filled anew:
 * the database is a cache of the digest, and nothing in it is precious.
 */
const DATABASE_NAME = 'newsgloss-3';

/** What is installed: written in the same transaction as the rows it speaks of. */
export interface InstalledDigest {
  readonly key: 'digest';
  readonly head: DigestHead;
  readonly countries: readonly Country[];
  readonly topics: readonly Topic[];
  readonly origin: 'bundled' | 'synced';
  /** When it was installed, ISO 8601. */
  readonly installed: string;
  readonly terms: number;
  readonly stories: number;
  /** SHA-256 of the ledger: the same for the same records, wherever they came from. */
  readonly stateHash: string;
  /** A row was found to differ from its hash; the next sync fetches everything. */
  readonly damaged: boolean;
  /** Where the rows are. */
  readonly shelf: Shelf;
  readonly pages: PageCounts;
}

/**
 * Rows have two places: a whole digest is written beside the one that is read, in many short transactions, and then
 * one tiny transaction says which holds. A reader never waits for it (docs/decisions/0020-two-shelves.md).
 */
export type Shelf = 'a' | 'b';

/** The hashes of the rows of a shelf, as `ledgerText` writes them. */
export interface ShelfLedger {
  readonly shelf: Shelf;
  readonly text: string;
  /** Whose writing it is, so that two contexts never fill one shelf together. */
  readonly token: string;
}

/**
 * What has changed since something long of a shelf was written: its ledger, what stories are about (revision.ts), or
 * some of its stories (later-stories.ts).
 */
export interface LaterRow {
  readonly key: `${Shelf} ${'ledger' | 'about' | `stories ${number}`}`;
  readonly text: string;
}

/** The tables of one shelf. */
export interface ShelfTables {
  readonly terms: Table<Page<Term>, number>;
  readonly stories: Table<Page<Story>, number>;
  readonly about: Table<AboutPage, number>;
}

/** What has been verified about a publisher: written at every check, whether or not the rows change. */
export interface Trust {
  readonly key: 'trust';
  readonly digestId: string;
  /** SHA-256 of the root that trust began with. */
  readonly anchor: string;
  /** The newest root that was verified, as it came. */
  readonly root: string;
  /** The newest head that was verified; undefined before the first, and after the keys for heads changed. */
  readonly head: TrustedHead | undefined;
  /** When all rows were last held against the ledger, ISO 8601. */
  readonly rowsChecked: string;
}

/** What later heads are held against, and what a reader is told. Moments in ISO 8601. */
export interface TrustedHead {
  readonly version: number;
  readonly seq: number;
  readonly stateHash: string;
  /** SHA-256 of the payload: one sequence number, one head. */
  readonly payloadHash: string;
  readonly created: string;
  readonly expires: string;
  readonly minClient: string;
  readonly notice: string | undefined;
  /** How long the publisher asks to wait between two looks. */
  readonly pollSeconds: number | undefined;
  /** When it was last fetched. */
  readonly lastChecked: string;
}

/** Records that their publishers have withdrawn: they may still be stored, and are shown no more. */
interface Withdrawn {
  readonly key: 'withdrawn';
  /**
   * Such as `story/an-id`, sorted, by the digest they are of. Another digest than the one that was looked at last may be
   * shown, or come back: the packaged one does when the reader's choice is removed.
   */
  readonly byDigest: ReadonlyMap<string, readonly string[]>;
}

type MetaRow = InstalledDigest | Trust | Withdrawn;

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
  const rows = await metaRows(database, ['trust', 'withdrawn']);
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
