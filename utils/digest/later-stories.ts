import type { LaterRow, Shelf } from './database.ts';
import { pageOf } from './pages.ts';
import type { Story, StoryId } from './schema.ts';

/**
 * What deltas have made of some stories since their pages were written: the story as it is now, or null where it is gone.
 * A delta touches nearly as many pages as it changes stories, and each costs as much to write as a whole row of these
 * (docs/decisions/0028-pages.md).
 */
export type LaterStories = ReadonlyMap<StoryId, Story | null>;

/** Few enough that a delta writes few rows, many enough that a card, which reads one for each story, reads few stories. */
const ROWS = 16;
/** Of more, the first row's are written to their pages; each next row may hold two more, so that a delta does not meet all at once. */
const MOST_IN_FIRST = 24;

/** The keys of the rows in which these stories may be, or of all rows. */
export function laterKeys(shelf: Shelf, ids?: readonly StoryId[]): LaterRow['key'][] {
  const rows = ids ? new Set(ids.map((id) => pageOf(id, ROWS))) : Array(ROWS).keys();
  return Array.from(rows, (row) => `${shelf} stories ${row}` as const);
}

/** What rows say; nothing where there is none. */
export function laterStories(rows: readonly (LaterRow | undefined)[]): LaterStories {
  return new Map(rows.flatMap((row) => (row ? (JSON.parse(row.text) as [StoryId, Story | null][]) : [])));
}

/** How changes are written. */
interface LaterWriting {
  readonly rows: readonly LaterRow[];
  /** Rows for which they have become too many, and that go. */
  readonly full: readonly LaterRow['key'][];
  /** The changes of those, which belong on the pages now; at once, for a page may hold stories of several rows. */
  readonly onPages: LaterStories;
}

/** Parts changes into rows; all that is to be said of these rows. */
export function laterRows(shelf: Shelf, changes: LaterStories): LaterWriting {
  const byRow = new Map<number, Map<StoryId, Story | null>>();
  for (const [id, story] of changes) {
    const row = pageOf(id, ROWS);
    byRow.set(row, (byRow.get(row) ?? new Map()).set(id, story));
  }
  const rows: LaterRow[] = [];
  const full: LaterRow['key'][] = [];
  const onPages = new Map<StoryId, Story | null>();
  for (const [row, ofRow] of byRow) {
    const key = `${shelf} stories ${row}` as const;
    if (ofRow.size <= MOST_IN_FIRST + 2 * row) {
      rows.push({ key, text: JSON.stringify([...ofRow]) });
      continue;
    }
    full.push(key);
    for (const [id, story] of ofRow) onPages.set(id, story);
  }
  return { rows, full, onPages };
}

/** Stories as they lie on pages, with what has become of them since: those that are gone left out, those that came added. */
export function withLater(stories: readonly Story[], later: LaterStories): Story[] {
  const untouched = stories.filter(({ id }) => !later.has(id));
  return [...untouched, ...[...later.values()].filter((story) => story !== null)];
}
