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
import type { InstalledDigest, MetaRow, Trust } from '../../digest/rows.ts';
import type { KnownTrust } from './beginning.ts';
import type { Verified } from './look.ts';

/** What a sync begins with. */
interface Known extends KnownTrust {
  readonly installed: InstalledDigest | undefined;
}

/** Where a sync keeps its results: the browser's database, or the publisher's memory. */
export interface DigestStore {
  read(): Promise<Known>;
  /** Keeps what was verified; false where another context has kept something else since `before`. */
  trust(verified: Verified, before: Trust | undefined): Promise<boolean>;
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
      const [installed, trust, earlier] = await metaRows(database, ['digest', 'trust', 'earlier']);
      return { installed, trust, earlier: earlier?.trusts ?? [] };
    }),
  trust: ({ trust, earlier, withdrawn }, before) =>
    withDatabase((database) =>
      database.transaction('rw', database.meta, async () => {
        const [present, known] = await metaRows(database, ['trust', 'withdrawn']);
        if (!isSameTrust(present, before)) return false;
        const byDigest = withdrawn && new Map(known?.byDigest).set(trust.digestId, withdrawn);
        const rows: MetaRow[] = [trust, { key: 'earlier', trusts: earlier }];
        await database.meta.bulkPut(byDigest ? [...rows, { key: 'withdrawn', byDigest }] : rows);
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
