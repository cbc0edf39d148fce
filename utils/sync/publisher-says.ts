import { metaRow, type TrustedHead, withDatabase } from '../digest/database.ts';

/** The newest signed head of the digest's publisher, as it was verified; undefined before the first sync, or where it cannot be read. */
export async function publisherSays(): Promise<TrustedHead | undefined> {
  const trust = await withDatabase((database) => metaRow(database, 'trust')).catch(() => undefined);
  return trust?.head;
}
