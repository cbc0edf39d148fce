import { pageOf } from './pages.ts';
import type { LaterRow, Shelf } from './rows.ts';
import type { Story, StoryId } from './schema.ts';

/**
 * What deltas have made of some stories since their pages were written: the story as it is now, or null where it is gone.
 * A delta touches nearly as many pages as it changes stories, and each costs as much to write as a whole row of these
 * (docs/decisions/0028-pages.md).
 */
export type LaterStories = ReadonlyMap<StoryId, Story | null>;

/** Few enough that a delta writes few rows, many enough that a card, which reads one for each story, reads few stories. */
const ROWS = 16;
/** More changes in all are brought to their pages. */
const MOST_CHANGES = 400;

/** The keys of the rows in which these stories may be, or of all rows. */
export function laterKeys(shelf: Shelf, ids?: readonly StoryId[]): LaterRow['key'][] {
  const rows = ids ? new Set(ids.map((id) => pageOf(id, ROWS))) : Array(ROWS).keys();
  return Array.from(rows, (row) => `${shelf} stories ${row}` as const);
}

/** What rows say; nothing where there is none. */
export function laterStories(rows: readonly (LaterRow | undefined)[]): LaterStories {
  return new Map(rows.flatMap((row) => (row ? (JSON.parse(row.text) as [StoryId, Story | null][]) : [])));
}

/** Parts changes into rows; all that is to be said of these rows. */
export function laterRows(shelf: Shelf, changes: LaterStories): LaterRow[] {
  const byRow = new Map<number, [StoryId, Story | null][]>();
  for (const change of changes) {
    const row = pageOf(change[0], ROWS);
    const ofRow = byRow.get(row);
    if (ofRow) ofRow.push(change);
    else byRow.set(row, [change]);
  }
  return Array.from(byRow, ([row, ofRow]) => ({ key: `${shelf} stories ${row}`, text: JSON.stringify(ofRow) }));
}

/** Whether there are so many that they should be brought to their pages. */
export function areMany(changes: ReadonlyMap<StoryId, unknown>): boolean {
  return changes.size > MOST_CHANGES;
}

/** Stories as they lie on pages, with what has become of them since: those that are gone left out, those that came added. */
export function withLater(stories: readonly Story[], later: LaterStories): Story[] {
  const untouched = stories.filter(({ id }) => !later.has(id));
  return [...untouched, ...[...later.values()].filter((story) => story !== null)];
}
