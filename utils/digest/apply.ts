import type { Table } from 'dexie';
import { aboutRevision, changedAbout, changesByAboutPage, changesOf } from './about.ts';
import {
  type DigestDatabase,
  type InstalledDigest,
  type LaterRow,
  metaRow,
  type ShelfInTransaction,
  type ShelfLedger,
  shelfIn,
  withDatabase,
} from './database.ts';
import { clearShelf, fillShelf, otherThan, type ShelfContent, takeShelf } from './fill-shelf.ts';
import { changedPage, changesByPage, type Page, type PageCounts, pagesFor } from './pages.ts';
import { assumeNothing } from './read.ts';
import { bothRevisions, isLong, type Revision, revisionOf, revisionText } from './revision.ts';
import type { StoryId, TermId } from './schema.ts';

/** The state a change begins with: another context may have changed it since. */
export type ExpectedState = Pick<InstalledDigest, 'installed' | 'stateHash' | 'damaged'> | undefined;

/** What is to be installed: all but where its rows will lie. */
type Installation = Omit<InstalledDigest, 'key' | 'shelf' | 'pages'>;

/** A whole digest, ready to be written in place of whatever is there. */
export interface WholeDigest extends ShelfContent {
  /** With the SHA-256 of the ledger as its state hash. */
  readonly installation: Installation;
}

/** A change of the digest that is there. */
export interface DigestChange extends WholeDigest {
  /** What changes of the ledger, by record key. */
  readonly ledgerRevision: Revision;
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
export function changeDigest(change: DigestChange, expected: ExpectedState): Promise<Written> {
  return withDatabase(async (database) => {
    const shelf = (await metaRow(database, 'digest'))?.shelf;
    if (shelf === undefined) return OVERTAKEN;
    const touched = [...Object.values(database.rowsOf(shelf)), database.ledgers, database.later, database.meta];
    return database.transaction('rw', touched, async (transaction): Promise<Written> => {
      const meta: DigestDatabase['meta'] = transaction.table('meta');
      const tables = shelfIn(transaction, shelf);
      const present = await metaRow({ meta }, 'digest');
      if (!present || present.shelf !== shelf || !isSame(present, expected)) return OVERTAKEN;
      const { pages } = present;
      const installed: InstalledDigest = { ...change.installation, key: 'digest', shelf, pages };
      await Promise.all([
        changePages(tables.terms, change.removedTerms, change.terms, pages.terms),
        changeStories(tables, change, pages),
        changeLedger(tables, change),
        meta.put(installed),
      ]);
      return { state: 'written', installed };
    });
  });
}

/** Changes records page by page, within the transaction at hand; returns those that were there. */
async function changePages<R extends { readonly id: string }>(
  table: Table<Page<R>, number>,
  removed: readonly string[],
  put: readonly R[],
  pages: number,
): Promise<R[]> {
  const changes = changesByPage(removed, put, pages);
  const present = await table.bulkGet(changes.map(({ page }) => page));
  await table.bulkPut(changes.map((change, index) => changedPage(present[index], change)));
  const touched = new Set([...removed, ...put.map(({ id }) => id)]);
  return present.flatMap((page) => page?.records.filter(({ id }) => touched.has(id)) ?? []);
}

/** Changes stories, and what is noted of them for their terms. */
async function changeStories(tables: ShelfInTransaction, change: DigestChange, pages: PageCounts): Promise<void> {
  const { stories, about } = tables;
  const before = await changePages(stories, change.removedStories, change.stories, pages.stories);
  const revision = aboutRevision(before, change.stories);
  await noteRevision(tables, 'about', revision, async (all) => {
    const changes = changesByAboutPage(changesOf(all), pages.about);
    const present = await about.bulkGet([...changes.keys()]);
    await about.bulkPut(
      [...changes].map(([page, terms], index) => changedAbout(present[index] ?? { page, text: '[]' }, terms)),
    );
  });
}

async function changeLedger(tables: ShelfInTransaction, { ledger, ledgerRevision }: DigestChange): Promise<void> {
  await noteRevision(tables, 'ledger', ledgerRevision, () =>
    // Under a new token, so that the old text need not be read.
    tables.ledgers().put({ shelf: tables.shelf, text: ledger, token: crypto.randomUUID() }),
  );
}

/** Adds to what has changed since a text was written; `rewrite` writes the text anew when that is much. */
async function noteRevision(
  { shelf, later }: ShelfInTransaction,
  what: 'ledger' | 'about',
  revision: Revision,
  rewrite: (all: Revision) => Promise<unknown>,
): Promise<void> {
  const key: LaterRow['key'] = `${shelf} ${what}`;
  const all = bothRevisions(revisionOf(await later().get(key)), revision);
  if (isLong(all)) await Promise.all([rewrite(all), later().delete(key)]);
  else await later().put({ key, text: revisionText(all) });
}

function isSame(present: ExpectedState, expected: ExpectedState): boolean {
  return (
    present?.installed === expected?.installed &&
    present?.stateHash === expected?.stateHash &&
    present?.damaged === expected?.damaged
  );
}
