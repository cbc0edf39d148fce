import { deleteDatabase, type InstalledDigest, withDatabase } from './database.ts';
import type { Digest } from './schema.ts';

/** Where the packaged digest comes from and what time it is: the edges of an installation. */
export interface InstallationEdges {
  /** Reads and validates the packaged digest. */
  readonly readBundle: () => Promise<Digest>;
  readonly now: () => Date;
}

/** What the database holds, or undefined when it holds no digest. */
export function installedDigest(): Promise<InstalledDigest | undefined> {
  return withDatabase((database) => database.meta.get('digest'));
}

/**
 * Replaces all that is installed by `digest`, in one transaction: other readers see the old rows or the new, never a mix.
 * @throws what IndexedDB throws when it cannot write; then the old rows stand
 */
export function installDigest(digest: Digest, installed: Date): Promise<InstalledDigest> {
  const meta: InstalledDigest = {
    key: 'digest',
    head: digest.head,
    countries: digest.countries,
    origin: 'bundled',
    installed: installed.toISOString(),
    terms: digest.terms.length,
    stories: digest.stories.length,
  };
  return withDatabase(async (database) => {
    await database.transaction('rw', database.terms, database.stories, database.meta, async () => {
      await Promise.all([database.terms.clear(), database.stories.clear(), database.meta.clear()]);
      await database.terms.bulkAdd(digest.terms);
      await database.stories.bulkAdd(digest.stories);
      await database.meta.add(meta);
    });
    return meta;
  });
}

/** Makes sure that a digest is there: fills the database from the packaged one where it is empty, torn or broken. */
export function ensureDigest(edges: InstallationEdges): Promise<InstalledDigest> {
  return healing(async () => {
    const present = await installedDigest();
    if (present && (await isWhole(present))) return present;
    return installDigest(await edges.readBundle(), edges.now());
  });
}

/** Installs the packaged digest where it is newer than what is there: after an update of the extension. */
export function updateFromBundle(edges: InstallationEdges): Promise<InstalledDigest> {
  return healing(async () => {
    const [present, bundle] = await Promise.all([installedDigest(), edges.readBundle()]);
    if (present && !isNewer(bundle, present) && (await isWhole(present))) return present;
    return installDigest(bundle, edges.now());
  });
}

/** Installs the packaged digest whatever is there, because the reader asked for it. */
export function reinstallFromBundle(edges: InstallationEdges): Promise<InstalledDigest> {
  return healing(async () => installDigest(await edges.readBundle(), edges.now()));
}

/** A database that cannot be read or written is deleted once, and the work done on a new one: it is only a cache. */
async function healing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'DigestError') throw error;
    await deleteDatabase();
    return await work();
  }
}

function isNewer(bundle: Digest, present: InstalledDigest): boolean {
  return bundle.head.id !== present.head.id || bundle.head.version > present.head.version;
}

/** Whether the rows that the record promises are there. */
async function isWhole({ terms, stories }: InstalledDigest): Promise<boolean> {
  const [termRows, storyRows] = await withDatabase((database) =>
    Promise.all([database.terms.count(), database.stories.count()]),
  );
  return termRows === terms && storyRows === stories;
}
