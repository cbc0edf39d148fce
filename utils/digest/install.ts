import { replaceDigest } from './apply.ts';
import { checkRows } from './check-rows.ts';
import { isStorageFull } from './connection.ts';
import { deleteDatabase, metaRow, verifiedRows, withDatabase } from './database.ts';
import { ledgerOf, ledgerText, stateHash } from './ledger.ts';
import { recordsOf } from './records.ts';
import type { InstalledDigest } from './rows.ts';
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
  return healing(edges, async ({ readBundle, now }) => {
    const present = await installedDigest();
    if (present && (await isWhole(present))) return present;
    return installDigest(await readBundle(), now());
  });
}

/** Installs the packaged digest where it is newer than what is there: after an update of the extension. */
export function updateFromBundle(edges: InstallationEdges): Promise<InstalledDigest> {
  return healing(edges, async ({ readBundle, now }) => {
    const [present, bundle] = await Promise.all([installedDigest(), readBundle()]);
    if (present && !isNewer(bundle, present) && (await isWhole(present))) return present;
    return installDigest(bundle, now());
  });
}

/** Installs the packaged digest whatever is there, because the reader asked for it. */
export function reinstallFromBundle(edges: InstallationEdges): Promise<InstalledDigest> {
  return healing(edges, async ({ readBundle, now }) => installDigest(await readBundle(), now()));
}

/**
 * A database that cannot be read or written is deleted once, and the work done on a new one: it is only a cache. What was
 * verified about a publisher goes over to the new one where it can still be read, so that no older head is taken again.
 * What no deleting mends is thrown: a packaged digest that cannot be read, and a full disk.
 */
async function healing<T>(
  { readBundle, now }: InstallationEdges,
  work: (edges: InstallationEdges) => Promise<T>,
): Promise<T> {
  let unreadable: unknown;
  const edges = {
    now,
    readBundle: () =>
      readBundle().catch((error: unknown) => {
        unreadable = error;
        throw error;
      }),
  };
  try {
    return await work(edges);
  } catch (error) {
    if (error === unreadable || isStorageFull(error)) throw error;
    const kept = await withDatabase((database) => verifiedRows(database)).catch(() => []);
    await deleteDatabase();
    await withDatabase(({ meta }) => meta.bulkPut(kept));
    return await work(edges);
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
