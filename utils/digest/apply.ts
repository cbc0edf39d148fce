import { changeShelf, type ShelfChange } from './change-shelf.ts';
import { type DigestDatabase, metaRow, shelfIn, withDatabase } from './database.ts';
import { clearShelf, fillShelf, otherThan, type ShelfContent, takeShelf } from './fill-shelf.ts';
import { pagesFor } from './pages.ts';
import { assumeNothing } from './read.ts';
import type { InstalledDigest, ShelfLedger } from './rows.ts';

/** The state a change begins with: another context may have changed it since. */
export type ExpectedState = Pick<InstalledDigest, 'installed' | 'stateHash' | 'damaged' | 'shelf'> | undefined;

/** What is to be installed: all but where its rows will lie. */
type Installation = Omit<InstalledDigest, 'key' | 'shelf' | 'pages'>;

/** A whole digest, ready to be written in place of whatever is there. */
export interface WholeDigest extends ShelfContent {
  /** With the SHA-256 of the ledger as its state hash. */
  readonly installation: Installation;
}

/** A change of the digest that is there. */
export interface DigestChange extends WholeDigest, ShelfChange {}

/** What became of a write: `overtaken` where another context changed the state first, and nothing was written. */
export type Written =
  | { readonly state: 'written'; readonly installed: InstalledDigest }
  | { readonly state: 'overtaken' };

const OVERTAKEN: Written = { state: 'overtaken' };

/**
 * Installs a whole digest: fills the shelf that nobody reads, then says in one transaction that it holds. Readers see
 * the old digest or the new, never a mix nor a pause; killed at any moment, the old one stands.
 * @param expected the state to replace, or `whatever` is there
 * @throws what IndexedDB throws when it cannot write; then the old digest stands
 */
export async function replaceDigest(whole: WholeDigest, expected: ExpectedState | 'whatever'): Promise<Written> {
  const token = crypto.randomUUID();
  const pages = pagesFor(whole.terms.length, whole.stories.length);
  const shelf = await withDatabase((database) => takeShelf(database, token));
  if (!(await fillShelf(shelf, token, whole, pages))) return OVERTAKEN;
  const [written, emptied] = await withDatabase((database) =>
    database.transaction(
      'rw',
      database.meta,
      database.ledgers,
      async (): Promise<[Written, ShelfLedger | undefined]> => {
        const filled = await database.ledgers.get(shelf);
        const present = await metaRow(database, 'digest');
        if (filled?.token !== token) return [OVERTAKEN, undefined];
        if (expected !== 'whatever' && !isSame(present, expected)) return [OVERTAKEN, filled];
        const installed: InstalledDigest = { ...whole.installation, key: 'digest', shelf, pages };
        await database.meta.put(installed);
        return [{ state: 'written', installed }, await database.ledgers.get(otherThan(shelf))];
      },
    ),
  );
  assumeNothing();
  if (emptied) await clearShelf(emptied);
  return written;
}

/**
 * Changes the digest that is there, in one transaction.
 * @throws what IndexedDB throws when it cannot write; then the old rows stand
 */
export async function changeDigest(change: DigestChange, expected: ExpectedState): Promise<Written> {
  const written = await withDatabase((database) => changeIn(database, change, expected));
  assumeNothing();
  return written;
}

async function changeIn(database: DigestDatabase, change: DigestChange, expected: ExpectedState): Promise<Written> {
  if (!expected) return OVERTAKEN;
  const { shelf } = expected;
  const touched = [...Object.values(database.rowsOf(shelf)), database.ledgers, database.later, database.meta];
  return database.transaction('rw', touched, async (transaction): Promise<Written> => {
    const meta: DigestDatabase['meta'] = transaction.table('meta');
    const tables = shelfIn(transaction, shelf);
    const present = await metaRow({ meta }, 'digest');
    if (!present || !isSame(present, expected)) return OVERTAKEN;
    const { pages } = present;
    const installed: InstalledDigest = { ...change.installation, key: 'digest', shelf, pages };
    await Promise.all([changeShelf(tables, change, pages), meta.put(installed)]);
    return { state: 'written', installed };
  });
}

/** Whether nobody has changed the state since. */
export function isSame(present: ExpectedState, expected: ExpectedState): boolean {
  return (
    present?.installed === expected?.installed &&
    present?.stateHash === expected?.stateHash &&
    present?.damaged === expected?.damaged &&
    present?.shelf === expected?.shelf
  );
}
