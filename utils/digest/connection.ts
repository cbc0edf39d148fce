import Dexie from 'dexie';

/** Failures after which a new connection helps: the browser closed ours (https://github.com/dexie/Dexie.js/issues/1805). */
const DEAD_CONNECTION = new Set([
  Dexie.errnames.DatabaseClosed,
  Dexie.errnames.InvalidState,
  Dexie.errnames.Unknown,
  Dexie.errnames.OpenFailed,
  Dexie.errnames.NotFound,
]);

/** The one way to a database: opens it when it is first needed, and again when the browser has closed it. */
export class Connection<D extends Dexie> {
  readonly #name: string;
  readonly #make: () => D;
  #open: D | undefined;

  constructor(name: string, make: () => D) {
    this.#name = name;
    this.#make = make;
  }

  /**
   * Runs `work` on the database. A connection that the browser has closed is replaced and the work done once more, so
   * `work` must be safe to repeat.
   * @throws what `work` throws the second time
   */
  async run<T>(work: (database: D) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#database());
    } catch (error) {
      if (!isDeadConnection(error)) throw error;
      this.close();
      return await work(await this.#database());
    }
  }

  /** Lets go of the database, so that another context may upgrade or delete it. */
  close(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  /** Throws the whole database away. */
  async delete(): Promise<void> {
    this.close();
    await Dexie.delete(this.#name);
  }

  async #database(): Promise<D> {
    this.#open ??= this.#make();
    if (!this.#open.isOpen()) await this.#open.open();
    return this.#open;
  }
}

/** Whether there was no room left. Dexie wraps the browser's error, sometimes inside another (https://dexie.org/docs/DexieErrors/Dexie.QuotaExceededError). */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { inner } = error as { readonly inner?: unknown };
  return /QuotaExceeded/.test(`${error.name} ${error.message}`) || (inner !== error && isStorageFull(inner));
}

function isDeadConnection(error: unknown): boolean {
  return error instanceof Error && DEAD_CONNECTION.has(error.name as never);
}
