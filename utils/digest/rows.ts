import type { PageCounts } from './pages.ts';
import type { Country, DigestHead, Topic } from './schema.ts';

/** What is installed: written in the same transaction as the rows it speaks of. */
export interface InstalledDigest {
  readonly key: 'digest';
  readonly head: DigestHead;
  readonly countries: readonly Country[];
  readonly topics: readonly Topic[];
  readonly origin: 'bundled' | 'synced';
  /** When it was installed, ISO 8601. */
  readonly installed: string;
  readonly terms: number;
  readonly stories: number;
  /** SHA-256 of the ledger: the same for the same records, wherever they came from. */
  readonly stateHash: string;
  /** A row was found to differ from its hash; the next sync fetches everything. */
  readonly damaged: boolean;
  /** Where the rows are. */
  readonly shelf: Shelf;
  readonly pages: PageCounts;
}

/**
 * Rows have two places: a whole digest is written beside the one that is read, in many short transactions, and then
 * one tiny transaction says which holds. A reader never waits for it (docs/decisions/0020-two-shelves.md).
 */
export type Shelf = 'a' | 'b';

/** The hashes of the rows of a shelf, as `ledgerText` writes them. */
export interface ShelfLedger {
  readonly shelf: Shelf;
  readonly text: string;
  /** Whose writing it is, so that two contexts never fill one shelf together. */
  readonly token: string;
}

/**
 * What has changed since something long of a shelf was written: its ledger, what stories are about (revision.ts), or
 * some of its stories (later-stories.ts).
 */
export interface LaterRow {
  readonly key: `${Shelf} ${'ledger' | 'about' | `stories ${number}`}`;
  readonly text: string;
}

/** What has been verified about the publisher that was looked at last: written at every check, whether or not the rows change. */
export interface Trust {
  readonly key: 'trust';
  readonly digestId: string;
  /** SHA-256 of the root that trust began with. */
  readonly anchor: string;
  /** The newest root that was verified, as it came. */
  readonly root: string;
  /** The newest head that was verified; undefined before the first, and after the keys for heads changed. */
  readonly head: TrustedHead | undefined;
  /** When all rows were last held against the ledger, ISO 8601. */
  readonly rowsChecked: string;
}

/** What was verified about publishers before the present one, the last first: it holds again when the reader comes back to one. */
interface EarlierTrust {
  readonly key: 'earlier';
  readonly trusts: readonly Trust[];
}

/** What later heads are held against, and what a reader is told. Moments in ISO 8601. */
export interface TrustedHead {
  readonly version: number;
  readonly seq: number;
  readonly stateHash: string;
  /** SHA-256 of the payload: one sequence number, one head. */
  readonly payloadHash: string;
  readonly created: string;
  readonly expires: string;
  readonly minClient: string;
  readonly notice: string | undefined;
  /** How long the publisher asks to wait between two looks. */
  readonly pollSeconds: number | undefined;
  /** When it was last fetched. */
  readonly lastChecked: string;
}

/** Records that their publishers have withdrawn: they may still be stored, and are shown no more. */
interface Withdrawn {
  readonly key: 'withdrawn';
  /**
   * Such as `story/an-id`, sorted, by the digest they are of. Another digest than the one that was looked at last may be
   * shown, or come back: the packaged one does when the reader's choice is removed.
   */
  readonly byDigest: ReadonlyMap<string, readonly string[]>;
}

/** What is known about the digest, a row for each kind. */
export type MetaRow = InstalledDigest | Trust | EarlierTrust | Withdrawn;
