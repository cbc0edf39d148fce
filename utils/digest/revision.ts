import type { LaterRow } from './database.ts';

/**
 * Changes of a long text by key, the last one of each: its new value, or null where it is gone. A delta writes these
 * few in place of the text, which takes longer than all else it writes (docs/decisions/0028-pages.md).
 */
export type Revision = ReadonlyMap<string, string | null>;

/** With more changes, the text is written anew: every reader of it reads them too. */
const MOST_CHANGES = 600;

/** What a row says, nothing where there is none. */
export function revisionOf(row: LaterRow | undefined): Revision {
  return new Map(row ? (JSON.parse(row.text) as [string, string | null][]) : []);
}

/** Two revisions, one after the other. */
export function bothRevisions(before: Revision, after: Revision): Revision {
  return new Map([...before, ...after]);
}

/** Whether the text should be written anew. */
export function isLong(revision: Revision): boolean {
  return revision.size > MOST_CHANGES;
}

export function revisionText(revision: Revision): string {
  return JSON.stringify([...revision]);
}
