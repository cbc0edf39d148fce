import {
  type DigestDatabase,
  type InstalledDigest,
  metaRow,
  type Shelf,
  type ShelfLedger,
  type ShelfTables,
  withDatabase,
} from './database.ts';
import type { Story, StoryId, Term, TermId } from './schema.ts';

/** Rows written or deleted in one transaction on a shelf that nobody reads: about 10 ms, for the disk serves readers in between. */
const ROWS_AT_ONCE = 50;

/** The state a change begins with: another context may have changed it since. */
export type ExpectedState = Pick<InstalledDigest, 'installed' | 'stateHash' | 'damaged'> | undefined;

/** What is to be installed: all but where its rows will lie. */
type Installation = Omit<InstalledDigest, 'key' | 'shelf'>;

/** A whole digest, ready to be written in place of whatever is there. */
export interface WholeDigest {
  readonly installation: Installation;
  /** The ledger of the rows, whose SHA-256 is the state hash of the installation. */
  readonly ledger: string;
  readonly terms: readonly Term[];
  readonly stories: readonly Story[];
}

/** A change of the digest that is there. */
export interface DigestChange extends WholeDigest {
  readonly removedTerms: readonly TermId[];
  readonly removedStories: readonly StoryId[];
}

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
  const shelf = await withDatabase((database) => takeShelf(database, token));
  if (!(await fillShelf(shelf, token, whole))) return OVERTAKEN;
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
        const installed: InstalledDigest = { ...whole.installation, key: 'digest', shelf };
        await database.meta.put(installed);
        return [{ state: 'written', installed }, await database.ledgers.get(otherThan(shelf))];
      },
    ),
  );
  if (emptied) await clearShelf(emptied);
  return written;
}

/**
 * Changes the digest that is there, in one transaction.
 * @throws what IndexedDB throws when it cannot write; then the old rows stand
 */
export function changeDigest(change: DigestChange, expected: ExpectedState): Promise<Written> {
  return withDatabase(async (database) => {
    const shelf = (await metaRow(database, 'digest'))?.shelf;
    if (shelf === undefined) return OVERTAKEN;
    const { terms, stories } = database.rowsOf(shelf);
    return database.transaction('rw', [terms, stories, database.ledgers, database.meta], async (): Promise<Written> => {
      const present = await metaRow(database, 'digest');
      if (!present || present.shelf !== shelf || !isSame(present, expected)) return OVERTAKEN;
      const installed: InstalledDigest = { ...change.installation, key: 'digest', shelf };
      await Promise.all([
        terms.bulkDelete([...change.removedTerms]),
        stories.bulkDelete([...change.removedStories]),
        terms.bulkPut(change.terms),
        stories.bulkPut(change.stories),
        database.ledgers.update(shelf, { text: change.ledger }),
        database.meta.put(installed),
      ]);
      return { state: 'written', installed };
    });
  });
}

/** Empties the shelf that nobody reads, and makes it the one that `token` fills. */
function takeShelf(database: DigestDatabase, token: string): Promise<Shelf> {
  return database.transaction('rw', database.tables, async () => {
    const shelf = otherThan((await metaRow(database, 'digest'))?.shelf ?? 'b');
    const { terms, stories } = database.rowsOf(shelf);
    await Promise.all([terms.clear(), stories.clear(), database.ledgers.put({ shelf, text: '', token })]);
    return shelf;
  });
}

/** Puts rows on a shelf piece by piece; false where another context has begun to use it. */
async function fillShelf(shelf: Shelf, token: string, { ledger, terms, stories }: WholeDigest): Promise<boolean> {
  const pieces = [
    ...inPieces(terms).map((rows) => ({ terms: rows, stories: [] as readonly Story[] })),
    ...inPieces(stories).map((rows) => ({ terms: [] as readonly Term[], stories: rows })),
  ];
  for (const piece of pieces) {
    const isMine = await withShelf(shelf, token, async (tables) => {
      await tables.terms.bulkPut(piece.terms);
      await tables.stories.bulkPut(piece.stories);
    });
    if (!isMine) return false;
  }
  return withShelf(shelf, token, async (_tables, { ledgers }) => {
    await ledgers.put({ shelf, text: ledger, token });
  });
}

function withShelf(
  shelf: Shelf,
  token: string,
  write: (tables: ShelfTables, database: DigestDatabase) => Promise<void>,
): Promise<boolean> {
  return withDatabase((database) => {
    const tables = database.rowsOf(shelf);
    return database.transaction('rw', tables.terms, tables.stories, database.ledgers, async () => {
      if ((await database.ledgers.get(shelf))?.token !== token) return false;
      await write(tables, database);
      return true;
    });
  });
}

/** Gives the room of a shelf back, unless it has been filled anew since. */
async function clearShelf({ shelf, token }: ShelfLedger): Promise<void> {
  for (let isEmpty = false; !isEmpty; ) {
    const isMine = await withShelf(shelf, token, async ({ terms, stories }, { ledgers }) => {
      const [termIds, storyIds] = await Promise.all([
        terms.limit(ROWS_AT_ONCE).primaryKeys(),
        stories.limit(ROWS_AT_ONCE).primaryKeys(),
      ]);
      await Promise.all([terms.bulkDelete(termIds), stories.bulkDelete(storyIds)]);
      isEmpty = termIds.length + storyIds.length === 0;
      if (isEmpty) await ledgers.delete(shelf);
    });
    if (!isMine) return;
  }
}

function inPieces<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}

function otherThan(shelf: Shelf): Shelf {
  return shelf === 'a' ? 'b' : 'a';
}

function isSame(present: ExpectedState, expected: ExpectedState): boolean {
  return (
    present?.installed === expected?.installed &&
    present?.stateHash === expected?.stateHash &&
    present?.damaged === expected?.damaged
  );
}
