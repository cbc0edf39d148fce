import { metaRow, withDatabase } from '../digest/database.ts';
import { sha256 } from '../digest/hash.ts';
import type { TrustedHead } from '../digest/rows.ts';
import { storedSources } from './memory.ts';
import { packagedSource } from './packaged-source.ts';
import { digestSource } from './sources.ts';

/**
 * The newest signed head of the digest's publisher, as it was verified; undefined before the first of the source that is
 * set now, for until then what is kept is of the publisher before; and where it cannot be read.
 */
export async function publisherSays(): Promise<TrustedHead | undefined> {
  const [sources, packaged, trust] = await Promise.all([
    storedSources.get(),
    packagedSource(),
    withDatabase((database) => metaRow(database, 'trust')).catch(() => undefined),
  ]);
  const source = digestSource(sources, packaged);
  return source && trust?.anchor === (await sha256(source.root)) ? trust.head : undefined;
}
