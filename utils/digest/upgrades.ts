import type { Table, Transaction } from 'dexie';
import type { AboutChanges, StoryTies } from './about.ts';
import { type Revision, revisionOf, revisionText } from './revision.ts';
import type { LaterRow } from './rows.ts';
import type { StoryId, TermId } from './schema.ts';

/** How rows of earlier versions of the database become those of now, where filling it anew would lose what was synced. */

/** What was withdrawn, of a single digest before. */
export async function tellDigestsApart(transaction: Transaction): Promise<void> {
  const meta = transaction.table('meta');
  const before = await meta.get('withdrawn');
  if (before) await meta.put({ key: 'withdrawn', byDigest: new Map([[before.digestId, before.ids]]) });
}

/** What deltas have made of what stories are about, told by term and story before: all terms of a story that had changed. */
export async function tellStoriesTogether(transaction: Transaction): Promise<void> {
  const later: Table<LaterRow, string> = transaction.table('later');
  for (const key of ['a about', 'b about'] as const) {
    const row = await later.get(key);
    if (row) await later.put({ key, text: revisionText(byStory(revisionOf(row))) });
  }
}

function byStory(before: Revision): AboutChanges {
  const changes = new Map<StoryId, StoryTies | null>();
  for (const [key, date] of before) {
    const [term, story] = key.split('\0') as [TermId, StoryId];
    const terms = changes.get(story)?.terms ?? [];
    if (date !== null) changes.set(story, { date, terms: [...terms, term] });
    else if (terms.length === 0) changes.set(story, null);
  }
  return changes;
}
