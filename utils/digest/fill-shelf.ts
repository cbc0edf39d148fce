import type { Table } from 'dexie';
import { AboutPages } from './about.ts';
import {
  type DigestDatabase,
  metaRow,
  type ShelfInTransaction,
  type ShelfTables,
  shelfIn,
  withDatabase,
} from './database.ts';
import { laterKeys } from './later-stories.ts';
import { ABOUT_AT_ONCE, inPages, inPieces, PAGES_AT_ONCE, type PageCounts } from './pages.ts';
import type { Shelf, ShelfLedger } from './rows.ts';
import type { Story, Term } from './schema.ts';

/** What lies on a shelf. */
export interface ShelfContent {
  /** The hashes of the records. */
  readonly ledger: string;
  readonly terms: readonly Term[];
  readonly stories: readonly Story[];
}

/** Empties the shelf that nobody reads, and makes it the one that `token` fills. */
export function takeShelf(database: DigestDatabase, token: string): Promise<Shelf> {
  return database.transaction('rw', database.tables, async () => {
    const shelf = otherThan((await metaRow(database, 'digest'))?.shelf ?? 'b');
    const tables = Object.values<Table>({ ...database.rowsOf(shelf) });
    await Promise.all([
      ...tables.map((table) => table.clear()),
      clearLater(database, shelf),
      database.ledgers.put({ shelf, text: '', token }),
    ]);
    return shelf;
  });
}

/** Puts records on a shelf piece by piece; false where another context has begun to use it. */
export async function fillShelf(
  shelf: Shelf,
  token: string,
  content: ShelfContent,
  pages: PageCounts,
): Promise<boolean> {
  for (const put of pieces(content, pages)) if (!(await withShelf(shelf, token, put))) return false;
  return withShelf(shelf, token, ({ ledgers }) => ledgers().put({ shelf, text: content.ledger, token }));
}

/** The writes that fill a shelf, each made when it is its turn. */
function* pieces(
  { terms, stories }: ShelfContent,
  pages: PageCounts,
): Generator<(tables: ShelfTables) => Promise<unknown>> {
  for (const piece of inPieces(inPages(terms, pages.terms), PAGES_AT_ONCE))
    yield (tables) => tables.terms.bulkPut(piece);
  const about = new AboutPages(pages.about);
  for (const piece of inPieces(inPages(stories, pages.stories), PAGES_AT_ONCE)) {
    for (const { records } of piece) about.add(records);
    yield (tables) => tables.stories.bulkPut(piece);
  }
  for (const piece of inPieces([...Array(pages.about).keys()], ABOUT_AT_ONCE)) {
    yield (tables) => tables.about.bulkPut(piece.map((page) => about.page(page)));
  }
}

/** Gives the room of a shelf back, unless it has been filled anew since. */
export async function clearShelf({ shelf, token }: ShelfLedger): Promise<void> {
  // First the long text, for its row is read with each piece.
  if (!(await withShelf(shelf, token, ({ ledgers }) => ledgers().put({ shelf, text: '', token })))) return;
  for (let isEmpty = false; !isEmpty; ) {
    const isMine = await withShelf(shelf, token, async ({ terms, stories, about, ledgers }) => {
      const left = await Promise.all([clearSome(terms), clearSome(stories), clearSome(about)]);
      isEmpty = left.every((count) => count === 0);
      if (isEmpty) await ledgers().delete(shelf);
    });
    if (!isMine) return;
  }
}

function clearLater({ later }: DigestDatabase, shelf: Shelf): Promise<void> {
  return later.bulkDelete([`${shelf} ledger`, `${shelf} about`, ...laterKeys(shelf)]);
}

/** Deletes some rows; returns how many. */
async function clearSome(table: Table<unknown, number>): Promise<number> {
  const pages = await table.limit(PAGES_AT_ONCE).primaryKeys();
  await table.bulkDelete(pages);
  return pages.length;
}

/** The shelf beside a shelf. */
export function otherThan(shelf: Shelf): Shelf {
  return shelf === 'a' ? 'b' : 'a';
}

function withShelf(
  shelf: Shelf,
  token: string,
  write: (tables: ShelfInTransaction) => Promise<unknown>,
): Promise<boolean> {
  return withDatabase((database) => {
    const scope = [...Object.values(database.rowsOf(shelf)), database.ledgers];
    return database.transaction('rw', scope, async (transaction) => {
      const tables = shelfIn(transaction, shelf);
      if ((await tables.ledgers().get(shelf))?.token !== token) return false;
      await write(tables);
      return true;
    });
  });
}
