import { type InstalledDigest, metaRow, withDatabase } from './database.ts';
import { ShelfRecords } from './shelf-records.ts';
import { NOTHING_WITHHELD, type Withheld, withheldBy } from './withdrawn.ts';

/** What a question to the database sees: one state of it, from the first row to the last. */
export interface DigestView {
  readonly records: ShelfRecords;
  readonly installed: InstalledDigest;
  readonly withheld: Withheld;
}

/** A digest changes a few times a day; a reader who meets so many changes in a row takes what is there. */
const TRIES = 3;

/**
 * Reads from the digest that holds, without holding writers up: should it change meanwhile, `work` is done once more.
 * @returns undefined where no digest is installed
 */
export function readDigest<T>(work: (view: DigestView) => Promise<T>): Promise<T | undefined> {
  return withDatabase(async (database) => {
    for (let tried = 1; ; tried++) {
      const [installed, withdrawn] = await Promise.all([metaRow(database, 'digest'), metaRow(database, 'withdrawn')]);
      if (!installed) return undefined;
      const withheld = withdrawn?.digestId === installed.head.id ? withheldBy(withdrawn.ids) : NOTHING_WITHHELD;
      const answer = await work({
        records: new ShelfRecords(database, installed.shelf, installed.pages),
        installed,
        withheld,
      });
      const after = await metaRow(database, 'digest');
      if (tried === TRIES || isSame(installed, after)) return answer;
    }
  });
}

function isSame(before: InstalledDigest, after: InstalledDigest | undefined): boolean {
  return before.installed === after?.installed && before.stateHash === after.stateHash && before.shelf === after.shelf;
}
