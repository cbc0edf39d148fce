import Dexie, { type EntityTable } from 'dexie';
import type { Country, DigestHead, Story, Term } from './schema.ts';

/**
 * A schema that cannot be reached by adding tables or indexes gets a new name and is filled anew:
 * the database is a cache of the digest, and nothing in it is precious.
 */
const DATABASE_NAME = 'newsgloss-1';

/** What is installed: written in the same transaction as the rows it speaks of. */
export interface InstalledDigest {
  readonly key: 'digest';
  readonly head: DigestHead;
  readonly countries: readonly Country[];
  readonly origin: 'bundled';
  /** When it was installed, ISO 8601. */
  readonly installed: string;
  readonly terms: number;
  readonly stories: number;
}

class DigestDatabase extends Dexie {
  declare terms: EntityTable<Term, 'id'>;
  declare stories: EntityTable<Story, 'id'>;
  declare meta: EntityTable<InstalledDigest, 'key'>;

  constructor() {
    super(DATABASE_NAME);
    this.version(1).stores({ terms: 'id', stories: 'id, *terms', meta: 'key' });
  }
}

export type { DigestDatabase };

/** Failures after which a new connection helps: the browser closed ours (https://github.com/dexie/Dexie.js/issues/1805). */
const DEAD_CONNECTION = new Set([
  Dexie.errnames.DatabaseClosed,
  Dexie.errnames.InvalidState,
  Dexie.errnames.Unknown,
  Dexie.errnames.OpenFailed,
  Dexie.errnames.NotFound,
]);

let connection: DigestDatabase | undefined;

/**
 * Runs `work` on the database; the only way to it. A connection that the browser has closed is replaced
 * and the work done once more, so `work` must be safe to repeat.
 * @throws what `work` throws the second time
 */
export async function withDatabase<T>(work: (database: DigestDatabase) => Promise<T>): Promise<T> {
  try {
    return await work(await openDatabase());
  } catch (error) {
    if (!isDeadConnection(error)) throw error;
    closeDatabase();
    return await work(await openDatabase());
  }
}

/** Lets go of the connection, so that another context may upgrade or delete the database. */
export function closeDatabase(): void {
  connection?.close();
  connection = undefined;
}

/** Throws the whole database away; the next installation makes it anew. */
export async function deleteDatabase(): Promise<void> {
  closeDatabase();
  await Dexie.delete(DATABASE_NAME);
}

async function openDatabase(): Promise<DigestDatabase> {
  connection ??= new DigestDatabase();
  if (!connection.isOpen()) await connection.open();
  return connection;
}

function isDeadConnection(error: unknown): boolean {
  return error instanceof Error && DEAD_CONNECTION.has(error.name as never);
}
