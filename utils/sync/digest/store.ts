import {
  changeDigest,
  type DigestChange,
  type ExpectedState,
  replaceDigest,
  type WholeDigest,
  type Written,
} from '../../digest/apply.ts';
import { checkRows, markDamaged, type RowsChecked } from '../../digest/check-rows.ts';
import { metaRows, withDatabase } from '../../digest/database.ts';
import type { InstalledDigest, Trust } from '../../digest/rows.ts';

/** What a sync begins with. */
interface Known {
  readonly installed: InstalledDigest | undefined;
  readonly trust: Trust | undefined;
}

/** Where a sync keeps its results: the browser's database, or the publisher's memory. */
export interface DigestStore {
  read(): Promise<Known>;
  /** Keeps what was verified; false where another context has kept something else since `before`. */
  trust(trust: Trust, before: Trust | undefined, withdrawn: readonly string[] | undefined): Promise<boolean>;
  replace(whole: WholeDigest, expected: ExpectedState): Promise<Written>;
  change(change: DigestChange, expected: ExpectedState): Promise<Written>;
  /** Holds the rows against their hashes; all of them, or some picked by chance. */
  check(rows: 'all' | 'some'): Promise<RowsChecked>;
  markDamaged(): Promise<void>;
}

/** The database of the browser. */
export const browserStore: DigestStore = {
  read: () =>
    withDatabase(async (database) => {
      const [installed, trust] = await metaRows(database, ['digest', 'trust']);
      return { installed, trust };
    }),
  trust: (trust, before, withdrawn) =>
    withDatabase((database) =>
      database.transaction('rw', database.meta, async () => {
        const [present, known] = await metaRows(database, ['trust', 'withdrawn']);
        if (!isSameTrust(present, before)) return false;
        const byDigest = withdrawn && new Map(known?.byDigest).set(trust.digestId, withdrawn);
        await database.meta.bulkPut(byDigest ? [trust, { key: 'withdrawn', byDigest }] : [trust]);
        return true;
      }),
    ),
  replace: replaceDigest,
  change: changeDigest,
  check: (rows) => checkRows(rows === 'all' ? { rows } : { rows, random: Math.random }),
  markDamaged,
};

export function isSameTrust(one: Trust | undefined, other: Trust | undefined): boolean {
  return (
    one?.anchor === other?.anchor &&
    one?.root === other?.root &&
    one?.head?.seq === other?.head?.seq &&
    one?.head?.lastChecked === other?.head?.lastChecked &&
    one?.rowsChecked === other?.rowsChecked
  );
}
