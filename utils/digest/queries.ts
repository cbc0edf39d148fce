import { withDatabase } from './database.ts';
import type { Story, Term, TermId } from './schema.ts';

/** The terms with these ids, in their order; unknown ids are left out. */
export async function termsById(ids: readonly TermId[]): Promise<Term[]> {
  const rows = await withDatabase((database) => database.terms.bulkGet([...ids]));
  return rows.filter((row) => row !== undefined);
}

/** The stories about a term, newest first, at most `limit`. */
export async function storiesAbout(id: TermId, limit: number): Promise<Story[]> {
  const stories = await withDatabase((database) => database.stories.where('terms').equals(id).toArray());
  return stories.sort(newestFirst).slice(0, limit);
}

/** Every story about any of the terms, in no order. */
export function storiesAboutAny(ids: readonly TermId[]): Promise<Story[]> {
  return withDatabase((database) =>
    database.stories
      .where('terms')
      .anyOf([...ids])
      .distinct()
      .toArray(),
  );
}

/** Every term, by name. */
export async function allTerms(): Promise<Term[]> {
  const terms = await withDatabase((database) => database.terms.toArray());
  return terms.sort((a, b) => a.prefLabel.localeCompare(b.prefLabel, 'en'));
}

/** Every story, newest first. */
export async function allStories(): Promise<Story[]> {
  return (await withDatabase((database) => database.stories.toArray())).sort(newestFirst);
}

function newestFirst(a: Story, b: Story): number {
  return b.date.localeCompare(a.date) || a.id.localeCompare(b.id);
}
