import { withDatabase } from '../../utils/digest/database.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';

/** Changes stored records behind the digest's back, as a broken disk would: each is what `change` makes of it, or gone. */
export async function tamper(change: <R extends Term | Story>(record: R) => R | undefined): Promise<void> {
  const shelf = (await installedDigest())?.shelf ?? 'a';
  await withDatabase(async (database) => {
    const { terms, stories } = database.rowsOf(shelf);
    for (const table of [terms, stories]) {
      await table.toCollection().modify((page: { records: readonly (Term | Story)[] }) => {
        page.records = page.records.map((record) => change(record)).filter((record) => record !== undefined);
      });
    }
  });
}
