import { replaceDigest } from './apply.ts';
import { checkRows } from './check-rows.ts';
import { deleteDatabase, type InstalledDigest, metaRow, withDatabase } from './database.ts';
import { ledgerOf, ledgerText, stateHash } from './ledger.ts';
import { recordsOf } from './records.ts';
import type { Digest } from './schema.ts';

/** Where the packaged digest comes from and what time it is: the edges of an installation. */
export interface InstallationEdges {
  /** Reads and validates the packaged digest. */
  readonly readBundle: () => Promise<Digest>;
  readonly now: () => Date;
}

/** What the database holds, or undefined when it holds no digest. */
export function installedDigest(): Promise<InstalledDigest | undefined> {
  return withDatabase((database) => metaRow(database, 'digest'));
}

/**
 * Replaces all that is installed by `digest`: readers see the old rows or the new, never a mix.
 * @throws what IndexedDB throws when it cannot write; then the old rows stand
 */
export async function installDigest(digest: Digest, installed: Date): Promise<InstalledDigest> {
  const { head, countries, topics, terms, stories } = digest;
  const ledger = ledgerText(await ledgerOf(recordsOf(digest)));
  const installation = {
    head,
    countries,
    topics,
    origin: 'bundled',
    installed: installed.toISOString(),
    terms: terms.length,
    stories: stories.length,
    stateHash: await stateHash(ledger),
    damaged: false,
  } as const;
  for (;;) {
    const written = await replaceDigest({ installation, ledger, terms, stories }, 'whatever');
    if (written.state === 'written') return written.installed;
  }
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

/** Another digest that the reader has synced is never replaced by the packaged one. */
function isNewer({ head }: Digest, present: InstalledDigest): boolean {
  return head.id === present.head.id ? head.version > present.head.version : present.origin === 'bundled';
}

/** Whether the rows that the record promises are there, and some of them, picked by chance, as they were signed. */
async function isWhole({ pages, damaged, shelf }: InstalledDigest): Promise<boolean> {
  const [terms, stories, about] = await withDatabase((database) => {
    const tables = database.rowsOf(shelf);
    return Promise.all([tables.terms.count(), tables.stories.count(), tables.about.count()]);
  });
  if (damaged || terms !== pages.terms || stories !== pages.stories || about !== pages.about) return false;
  return (await checkRows({ rows: 'some', random: Math.random })).isWhole;
}
