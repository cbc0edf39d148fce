import { newestFirst } from './about.ts';
import { type DigestView, readDigest } from './read.ts';
import type { Story, Term, TermId } from './schema.ts';
import { shownStories, shownTerms, withheldText } from './withdrawn.ts';

/** Every question to the database; none is answered with what its publisher has withdrawn. */

/** The terms with these ids, in their order; unknown ids are left out. */
export async function termsById(ids: readonly TermId[]): Promise<Term[]> {
  return (await readDigest((view) => termsIn(view, ids))) ?? [];
}

/** Every story about any of the terms, newest first. */
export async function storiesAboutAny(ids: readonly TermId[]): Promise<Story[]> {
  const about = async ({ records, withheld }: DigestView) => {
    const refs = await records.refsAbout(ids);
    return shownStories(await records.stories(refs.map(({ id }) => id)), withheld);
  };
  return (await readDigest(about)) ?? [];
}

/** The stories about a term, newest first, at most `limit`. */
export async function storiesAbout(id: TermId, limit: number): Promise<Story[]> {
  return (await readDigest((view) => storiesIn(view, id, limit))) ?? [];
}

/** Every term, by name. */
export async function allTerms(): Promise<Term[]> {
  const terms = await readDigest(async (view) => shownTerms(await view.records.allTerms(), view.withheld));
  return (terms ?? []).sort((a, b) => a.prefLabel.localeCompare(b.prefLabel, 'en'));
}

/** Every story, newest first. */
export async function allStories(): Promise<Story[]> {
  const stories = await readDigest(async (view) => shownStories(await view.records.allStories(), view.withheld));
  return (stories ?? []).sort(newestFirst);
}

/** Every term, and of every story the terms it is about, in no order: what the lexicon is compiled from. */
export async function termsAndTies(): Promise<{ terms: Term[]; stories: { readonly terms: readonly TermId[] }[] }> {
  const found = await readDigest(async ({ records, withheld }) => {
    const [terms, byStory] = await Promise.all([records.allTerms(), records.termsByStory()]);
    const stories = [...byStory].filter(([id]) => !withheld.stories.has(id)).map(([, about]) => ({ terms: about }));
    return { terms: shownTerms(terms, withheld), stories };
  });
  return found ?? { terms: [], stories: [] };
}

/** What the publisher of the installed digest has withdrawn, such as `story/an-id`. */
export async function withheldIds(): Promise<string[]> {
  return (await readDigest(async ({ withheld }) => withheldText(withheld))) ?? [];
}

/** The terms with these ids in one view. */
export async function termsIn({ records, withheld }: DigestView, ids: readonly TermId[]): Promise<Term[]> {
  return shownTerms(await records.terms(ids), withheld);
}

/** The stories about a term in one view, newest first, at most `limit`. */
export async function storiesIn({ records, withheld }: DigestView, id: TermId, limit: number): Promise<Story[]> {
  const refs = (await records.refsAbout([id])).filter((ref) => !withheld.stories.has(ref.id));
  return shownStories(await records.stories(refs.slice(0, limit).map((ref) => ref.id)), withheld);
}
