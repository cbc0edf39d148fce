import type { Table } from 'dexie';
import { aboutRevision, changedAbout, changesByAboutPage, changesOf } from './about.ts';
import type { LaterRow, ShelfInTransaction } from './database.ts';
import { type LaterStories, laterKeys, laterRows, laterStories, withLater } from './later-stories.ts';
import { changedPage, changesByPage, type Page, type PageCounts, pagesOf } from './pages.ts';
import { bothRevisions, isLong, type Revision, revisionOf, revisionText } from './revision.ts';
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

/** Changes what lies on a shelf, within the transaction at hand. */
export async function changeShelf(tables: ShelfInTransaction, change: ShelfChange, pages: PageCounts): Promise<void> {
  await Promise.all([
    changePages(tables.terms, change.removedTerms, change.terms, pages.terms),
    changeStories(tables, change, pages),
    changeLedger(tables, change),
  ]);
}

/** Changes records page by page. */
async function changePages<R extends { readonly id: string }>(
  table: Table<Page<R>, number>,
  removed: readonly string[],
  put: readonly R[],
  pages: number,
): Promise<void> {
  const changes = changesByPage(removed, put, pages);
  const present = await table.bulkGet(changes.map(({ page }) => page));
  await table.bulkPut(changes.map((change, index) => changedPage(present[index], change)));
}

/** Changes stories, and what is noted of them for their terms. */
async function changeStories(tables: ShelfInTransaction, change: ShelfChange, pages: PageCounts): Promise<void> {
  const { about } = tables;
  const before = await putStories(tables, change, pages.stories);
  const revision = aboutRevision(before, change.stories);
  await noteRevision(tables, 'about', revision, async (all) => {
    const changes = changesByAboutPage(changesOf(all), pages.about);
    const present = await about.bulkGet([...changes.keys()]);
    await about.bulkPut(
      [...changes].map(([page, terms], index) => changedAbout(present[index] ?? { page, text: '[]' }, terms)),
    );
  });
}

/** Puts and removes stories, in rows beside their pages as long as these are few; gives those that were there before. */
async function putStories(
  { shelf, stories, later }: ShelfInTransaction,
  { removedStories, stories: put }: ShelfChange,
  pages: number,
): Promise<Story[]> {
  const changes: LaterStories = new Map([
    ...removedStories.map((id) => [id, null] as const),
    ...put.map((story) => [story.id, story] as const),
  ]);
  const touched = [...changes.keys()];
  const [pagesBefore, since] = await Promise.all([
    stories.bulkGet(pagesOf(touched, pages)),
    later().bulkGet(laterKeys(shelf, touched)).then(laterStories),
  ]);
  const { rows, full, onPages } = laterRows(shelf, new Map([...since, ...changes]));
  await Promise.all([
    later().bulkPut(rows),
    later().bulkDelete([...full]),
    changePages(stories, goneIn(onPages), withLater([], onPages), pages),
  ]);
  const present = pagesBefore.flatMap((page) => page?.records ?? []);
  return withLater(present, since).filter(({ id }) => changes.has(id));
}

function goneIn(changes: LaterStories): StoryId[] {
  return [...changes].flatMap(([id, story]) => (story ? [] : [id]));
}

async function changeLedger(tables: ShelfInTransaction, { ledger, ledgerRevision }: ShelfChange): Promise<void> {
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
