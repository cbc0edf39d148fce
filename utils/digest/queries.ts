import { type DigestView, readDigest } from './read.ts';
import type { Story, Term, TermId } from './schema.ts';
import { shownStories, shownTerms, withheldText } from './withdrawn.ts';

/** Every question to the database; none is answered with what its publisher has withdrawn. */

/** The terms with these ids, in their order; unknown ids are left out. */
export async function termsById(ids: readonly TermId[]): Promise<Term[]> {
  return (await readDigest((view) => termsIn(view, ids))) ?? [];
}

/** Every story about any of the terms, in no order. */
export async function storiesAboutAny(ids: readonly TermId[]): Promise<Story[]> {
  const about = ({ stories, withheld }: DigestView) =>
    stories
      .where('terms')
      .anyOf([...ids])
      .distinct()
      .toArray()
      .then((rows) => shownStories(rows, withheld));
  return (await readDigest(about)) ?? [];
}

/** Every term, by name. */
export async function allTerms(): Promise<Term[]> {
  const terms = await readDigest(async (view) => shownTerms(await view.terms.toArray(), view.withheld));
  return (terms ?? []).sort((a, b) => a.prefLabel.localeCompare(b.prefLabel, 'en'));
}

/** Every story, newest first. */
export async function allStories(): Promise<Story[]> {
  const stories = await readDigest(async (view) => shownStories(await view.stories.toArray(), view.withheld));
  return (stories ?? []).sort(newestFirst);
}

/** What the publisher of the installed digest has withdrawn, such as `story/an-id`. */
export async function withheldIds(): Promise<string[]> {
  return (await readDigest(async ({ withheld }) => withheldText(withheld))) ?? [];
}

/** The terms with these ids in one view. */
export async function termsIn({ terms, withheld }: DigestView, ids: readonly TermId[]): Promise<Term[]> {
  const rows = await terms.bulkGet([...ids]);
  return shownTerms(
    rows.filter((row) => row !== undefined),
    withheld,
  );
}

/** The stories about a term in one view, newest first, at most `limit`. */
export async function storiesIn({ stories, withheld }: DigestView, id: TermId, limit: number): Promise<Story[]> {
  const rows = await stories.where('terms').equals(id).toArray();
  return shownStories(rows, withheld).sort(newestFirst).slice(0, limit);
}

function newestFirst(a: Story, b: Story): number {
  return b.date.localeCompare(a.date) || a.id.localeCompare(b.id);
}
