import type { LaterRow } from './rows.ts';

/**
 * Changes of a long text by key, the last one of each: its new value, or null where it is gone. A delta writes these
 * few in place of the text, which takes longer than all else it writes (docs/decisions/0028-pages.md).
 */
export type Revision<K = string, V = string> = ReadonlyMap<K, V | null>;

/** With more changes, the text is written anew: every reader of it reads them too. */
const MOST_CHANGES = 600;

/** What a row says, nothing where there is none. */
export function revisionOf<K = string, V = string>(row: LaterRow | undefined): Revision<K, V> {
  return new Map(row ? (JSON.parse(row.text) as [K, V | null][]) : []);
}

/** Two revisions, one after the other. */
export function bothRevisions<K, V>(before: Revision<K, V>, after: Revision<K, V>): Revision<K, V> {
  return new Map([...before, ...after]);
}

/** Whether the text should be written anew. */
export function isLong(revision: Revision<unknown, unknown>): boolean {
  return revision.size > MOST_CHANGES;
}

export function revisionText(revision: Revision<unknown, unknown>): string {
  return JSON.stringify([...revision]);
}
