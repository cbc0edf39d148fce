import type { Table } from 'dexie';
import { type AboutChanges, aboutChanges } from './about.ts';
import type { ShelfInTransaction } from './database.ts';
import { type LaterStories, laterKeys, laterRows, laterStories } from './later-stories.ts';
import { changedPage, changesByPage, type Page, type PageCounts } from './pages.ts';
import { bothRevisions, isLong, type Revision, revisionOf, revisionText } from './revision.ts';
import type { LaterRow } from './rows.ts';
import type { Story, StoryId, Term, TermId } from './schema.ts';

/** What a delta changes of a shelf. */
export interface ShelfChange {
  readonly terms: readonly Term[];
  readonly stories: readonly Story[];
  readonly removedTerms: readonly TermId[];
  readonly removedStories: readonly StoryId[];
  /** The hashes of all records after it, as `ledgerText` writes them, and what changes of them, by record key. */
  readonly ledger: string;
  readonly ledgerRevision: Revision;
}

/**
 * Changes what lies on a shelf, within the transaction at hand. What becomes of stories is written beside their pages,
 * however much it is: `tidyShelf` brings it there when nobody waits.
 */
export async function changeShelf(tables: ShelfInTransaction, change: ShelfChange, pages: PageCounts): Promise<void> {
  await Promise.all([
    changePages(tables.terms, change.removedTerms, change.terms, pages.terms),
    changeStories(tables, change),
    changeAbout(tables, change),
    changeLedger(tables, change),
  ]);
}

/** Changes records page by page. */
export async function changePages<R extends { readonly id: string }>(
  table: Table<Page<R>, number>,
  removed: readonly string[],
  put: readonly R[],
  pages: number,
): Promise<void> {
  const changes = changesByPage(removed, put, pages);
  const present = await table.bulkGet(changes.map(({ page }) => page));
  await table.bulkPut(changes.map((change, index) => changedPage(present[index], change)));
}

async function changeStories({ shelf, later }: ShelfInTransaction, change: ShelfChange): Promise<void> {
  const changes: LaterStories = new Map([
    ...change.removedStories.map((id) => [id, null] as const),
    ...change.stories.map((story) => [story.id, story] as const),
  ]);
  const since = laterStories(await later().bulkGet(laterKeys(shelf, [...changes.keys()])));
  await later().bulkPut(laterRows(shelf, new Map([...since, ...changes])));
}

async function changeAbout({ shelf, later }: ShelfInTransaction, change: ShelfChange): Promise<void> {
  const key: LaterRow['key'] = `${shelf} about`;
  const since: AboutChanges = revisionOf(await later().get(key));
  const changes = aboutChanges(change.removedStories, change.stories);
  await later().put({ key, text: revisionText(bothRevisions(since, changes)) });
}

/** Adds to what has changed since the ledger was written, or writes it anew where that is much. */
async function changeLedger(tables: ShelfInTransaction, { ledger, ledgerRevision }: ShelfChange): Promise<void> {
  const { shelf, later, ledgers } = tables;
  const key: LaterRow['key'] = `${shelf} ledger`;
  const all = bothRevisions(revisionOf(await later().get(key)), ledgerRevision);
  if (!isLong(all)) return void (await later().put({ key, text: revisionText(all) }));
  // Under a new token, so that the old text need not be read.
  await Promise.all([ledgers().put({ shelf, text: ledger, token: crypto.randomUUID() }), later().delete(key)]);
}
