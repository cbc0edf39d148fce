import { pageOf } from './pages.ts';
import type { Story, StoryId, TermId } from './schema.ts';

/** A story that is about a term. */
export interface StoryRef {
  readonly id: StoryId;
  readonly date: string;
}

/**
 * Which stories are about some terms, newest first: a card reads the few it shows, however many there are.
 */
export interface AboutPage {
  readonly page: number;
  /** By term, as JSON: the browser copies one text ten times as fast as thousands of small objects. */
  readonly text: string;
}

/** What a change of stories is for the terms they are, or were, about. */
interface AboutChange {
  readonly removed: Set<StoryId>;
  readonly added: StoryRef[];
}

/** All pages for these stories, empty ones too. */
export function aboutPages(stories: readonly Story[], pages: number): AboutPage[] {
  const changes = aboutChanges([], stories, pages);
  return Array.from({ length: pages }, (_, page) => changedAbout(undefined, page, changes.get(page)));
}

/** By page and term, what changes when stories that were so are now so; those that stay about the same are left out. */
export function aboutChanges(
  before: readonly Story[],
  after: readonly Story[],
  pages: number,
): Map<number, Map<TermId, AboutChange>> {
  const changes = new Map<number, Map<TermId, AboutChange>>();
  const of = (term: TermId): AboutChange => {
    const page = pageOf(term, pages);
    const onPage = changes.get(page) ?? new Map<TermId, AboutChange>();
    changes.set(page, onPage);
    const change = onPage.get(term) ?? { removed: new Set(), added: [] };
    onPage.set(term, change);
    return change;
  };
  const now = new Map(after.map((story) => [story.id, story]));
  const same = new Set(before.filter((story) => isAboutTheSame(story, now.get(story.id))).map(({ id }) => id));
  for (const { id, terms } of before) if (!same.has(id)) for (const term of terms) of(term).removed.add(id);
  for (const { id, date, terms } of after)
    if (!same.has(id)) for (const term of terms) of(term).added.push({ id, date });
  return changes;
}

/** A page after changes of its terms. */
export function changedAbout(
  present: AboutPage | undefined,
  page: number,
  changes: ReadonlyMap<TermId, AboutChange> = new Map(),
): AboutPage {
  const stories = new Map(storiesByTerm(present));
  for (const [term, { removed, added }] of changes) {
    const kept = stories.get(term)?.filter(({ id }) => !removed.has(id)) ?? [];
    const refs = [...kept, ...added].sort(newestFirst);
    if (refs.length > 0) stories.set(term, refs);
    else stories.delete(term);
  }
  return { page, text: JSON.stringify([...stories]) };
}

/** Of each term of a page the stories about it. */
export function storiesByTerm(page: AboutPage | undefined): [TermId, StoryRef[]][] {
  return page ? (JSON.parse(page.text) as [TermId, StoryRef[]][]) : [];
}

/** Newest first, and the same on every run. */
export function newestFirst(a: StoryRef, b: StoryRef): number {
  return b.date.localeCompare(a.date) || a.id.localeCompare(b.id);
}

function isAboutTheSame(before: Story, after: Story | undefined): boolean {
  return before.date === after?.date && before.terms.join('\0') === after.terms.join('\0');
}
