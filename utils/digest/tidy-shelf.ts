import { type AboutChanges, changedAbout } from './about.ts';
import { isSame } from './apply.ts';
import { changePages } from './change-shelf.ts';
import { metaRow, type ShelfInTransaction, shelfIn, withDatabase } from './database.ts';
import { areMany, type LaterStories, laterKeys, laterStories, withLater } from './later-stories.ts';
import { ABOUT_AT_ONCE, inPieces, PAGES_AT_ONCE, pageOf } from './pages.ts';
import { revisionOf } from './revision.ts';
import type { InstalledDigest } from './rows.ts';
import type { Story, StoryId } from './schema.ts';

/**
 * Brings what deltas have made of stories to their pages, once it is much. No reader notices: until all of it is on the
 * pages, it lies beside them too, and is what is read. Ends where the digest is changed meanwhile.
 */
export async function tidyShelf(): Promise<void> {
  const installed = await withDatabase((database) => metaRow(database, 'digest'));
  if (!installed) return;
  const later = await manyLater(installed);
  if (!later) return;
  for (const write of pieces(later, installed)) {
    const isWritten = await onShelf('rw', installed, (tables) => write(tables).then(() => true));
    if (!isWritten) return;
  }
  await onShelf('rw', installed, ({ shelf, later }) => later().bulkDelete([`${shelf} about`, ...laterKeys(shelf)]));
}

interface Later {
  readonly stories: LaterStories;
  readonly about: AboutChanges;
}

/** What lies beside the pages, where it is much. What stories are about is shorter, and says how many there are. */
function manyLater(installed: InstalledDigest): Promise<Later | undefined> {
  return onShelf('r', installed, async ({ shelf, later }) => {
    const about: AboutChanges = revisionOf(await later().get(`${shelf} about`));
    return areMany(about) ? { about, stories: laterStories(await later().bulkGet(laterKeys(shelf))) } : undefined;
  });
}

/** The writes that bring it to the pages, each made when it is its turn. */
function* pieces(
  { stories, about }: Later,
  { pages }: InstalledDigest,
): Generator<(tables: ShelfInTransaction) => Promise<unknown>> {
  const byPage = Map.groupBy<number, [StoryId, Story | null]>(stories, ([id]) => pageOf(id, pages.stories));
  for (const piece of inPieces([...byPage.values()], PAGES_AT_ONCE)) {
    const changes: LaterStories = new Map(piece.flat());
    const gone = [...changes].flatMap(([id, story]) => (story ? [] : [id]));
    yield (tables) => changePages(tables.stories, gone, withLater([], changes), pages.stories);
  }
  for (const numbers of inPieces([...Array(pages.about).keys()], ABOUT_AT_ONCE)) {
    yield async (tables) =>
      tables.about.bulkPut(changedAbout(await tables.about.bulkGet(numbers), numbers, about, pages.about));
  }
}

/** Works on the shelf of a digest that is still the one installed; else gives undefined. */
function onShelf<T>(
  mode: 'r' | 'rw',
  installed: InstalledDigest,
  work: (tables: ShelfInTransaction) => Promise<T>,
): Promise<T | undefined> {
  const { shelf } = installed;
  return withDatabase((database) => {
    const scope = [...Object.values(database.rowsOf(shelf)), database.later, database.meta];
    return database.transaction(mode, scope, async (transaction) => {
      const present = await metaRow({ meta: transaction.table('meta') }, 'digest');
      return isSame(present, installed) ? work(shelfIn(transaction, shelf)) : undefined;
    });
  });
}
