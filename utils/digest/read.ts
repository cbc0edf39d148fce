import { type DigestDatabase, metaRows, shelfIn, withDatabase } from './database.ts';
import type { InstalledDigest, Shelf } from './rows.ts';
import { ShelfRecords } from './shelf-records.ts';
import { type Withheld, withheldBy } from './withdrawn.ts';

/** What a question to the database sees: one state of it, from the first row to the last. */
export interface DigestView {
  readonly records: ShelfRecords;
  readonly installed: InstalledDigest;
  readonly withheld: Withheld;
}

/** What is known of the digest before any of its rows is read. */
interface Standing {
  readonly installed: InstalledDigest;
  readonly withheld: Withheld;
}

/** As it was last read: most likely it still holds, and need not be waited for. */
let last: Standing | undefined;

/** To be called when another digest has been installed: else the next reader would wait for the old one's rows first. */
export function assumeNothing(): void {
  last = undefined;
}

/**
 * Reads from the digest that holds, in one transaction. `work` begins with what was known the last time, while that is
 * being held against the database; where it has changed, its answer is thrown away and `work` done once more.
 * @param work asks nothing but the view, so that the transaction stays open, and is safe to repeat
 * @returns undefined where no digest is installed
 */
export function readDigest<T>(
  work: (view: DigestView) => Promise<T>,
  { withLedgers = false } = {},
): Promise<T | undefined> {
  return withDatabase(async (database) => {
    let assumed = last ?? (await standingOf(database));
    while (assumed) {
      const { installed, withheld } = assumed;
      const tables = scope(database, installed.shelf, withLedgers);
      const [found, answer] = await database.transaction('r', tables, (transaction) => {
        const records = new ShelfRecords(shelfIn(transaction, installed.shelf), installed.pages);
        return Promise.all([standingOf({ meta: transaction.table('meta') }), work({ records, installed, withheld })]);
      });
      last = found;
      if (found && isSame(found, assumed)) return answer;
      assumed = found;
    }
    return undefined;
  });
}

function scope(database: DigestDatabase, shelf: Shelf, withLedgers: boolean) {
  const tables = [database.meta, database.later, ...Object.values(database.rowsOf(shelf))];
  return withLedgers ? [...tables, database.ledgers] : tables;
}

async function standingOf(database: Pick<DigestDatabase, 'meta'>): Promise<Standing | undefined> {
  const [installed, withdrawn] = await metaRows(database, ['digest', 'withdrawn']);
  if (!installed) return undefined;
  return { installed, withheld: withheldBy(withdrawn?.byDigest.get(installed.head.id) ?? []) };
}

function isSame(one: Standing, other: Standing): boolean {
  return (
    one.installed.installed === other.installed.installed &&
    one.installed.stateHash === other.installed.stateHash &&
    one.installed.shelf === other.installed.shelf &&
    one.installed.damaged === other.installed.damaged &&
    isSameSet(one.withheld.terms, other.withheld.terms) &&
    isSameSet(one.withheld.stories, other.withheld.stories)
  );
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
