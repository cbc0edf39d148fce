import {
  changeDigest,
  type DigestChange,
  type ExpectedState,
  replaceDigest,
  type WholeDigest,
  type Written,
} from '../../digest/apply.ts';
import { markDamaged, rowsAreWhole, storedLedger } from '../../digest/check-rows.ts';
import { type InstalledDigest, metaRow, type Trust, withDatabase } from '../../digest/database.ts';
import type { Ledger } from '../../digest/ledger.ts';

/** What a sync begins with. */
interface Known {
  readonly installed: InstalledDigest | undefined;
  readonly trust: Trust | undefined;
}

/** Where a sync keeps its results: the browser's database, or the publisher's memory. */
export interface DigestStore {
  read(): Promise<Known>;
  /** The hashes of what is installed. */
  ledger(installed: InstalledDigest): Promise<Ledger>;
  /** Keeps what was verified; false where another context has kept something else since `before`. */
  trust(trust: Trust, before: Trust | undefined, withdrawn: readonly string[] | undefined): Promise<boolean>;
  replace(whole: WholeDigest, expected: ExpectedState): Promise<Written>;
  change(change: DigestChange, expected: ExpectedState): Promise<Written>;
  /** Whether the rows are those that were signed; all of them, or some picked by chance. */
  isWhole(rows: 'all' | 'some'): Promise<boolean>;
  markDamaged(): Promise<void>;
}

/** The database of the browser. */
export const browserStore: DigestStore = {
  read: () =>
    withDatabase(async (database) => {
      const [installed, trust] = await Promise.all([metaRow(database, 'digest'), metaRow(database, 'trust')]);
      return { installed, trust };
    }),
  ledger: async ({ shelf }) => (await storedLedger(shelf)).ledger,
  trust: (trust, before, withdrawn) =>
    withDatabase((database) =>
      database.transaction('rw', database.meta, async () => {
        if (!isSameTrust(await metaRow(database, 'trust'), before)) return false;
        await database.meta.put(trust);
        if (withdrawn) await database.meta.put({ key: 'withdrawn', digestId: trust.digestId, ids: withdrawn });
        return true;
      }),
    ),
  replace: replaceDigest,
  change: changeDigest,
  isWhole: (rows) => rowsAreWhole(rows === 'all' ? { rows } : { rows, random: Math.random }),
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
