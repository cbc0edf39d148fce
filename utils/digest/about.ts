import { pageOf } from './pages.ts';
import type { Story, StoryId, TermId } from './schema.ts';

/** A story that is about a term. */
export interface StoryRef {
  readonly id: StoryId;
  readonly date: string;
}

/** Which stories are about some terms, newest first: a card reads the few it shows, however many there are. */
export interface AboutPage {
  readonly page: number;
  /** By term, as JSON: the browser copies one text faster than thousands of small objects. */
  readonly text: string;
}

/** What a change of stories is for the terms they are, or were, about. */
interface AboutChange {
  readonly removed: Set<StoryId>;
  readonly added: StoryRef[];
}

type AboutChanges = Map<number, Map<TermId, AboutChange>>;

/** The pages for stories that come some at a time, for of many this is long work. */
export class AboutPages {
  readonly #changes: AboutChanges = new Map();
  readonly #pages: number;

  constructor(pages: number) {
    this.#pages = pages;
  }

  add(stories: readonly Story[]): void {
    for (const story of stories) addRef(this.#changes, this.#pages, story);
  }

  page(page: number): AboutPage {
    return changedAbout(undefined, page, this.#changes.get(page));
  }
}

/** By page and term, what changes when stories that were so are now so; those that stay about the same are left out. */
export function aboutChanges(before: readonly Story[], after: readonly Story[], pages: number): AboutChanges {
  const changes: AboutChanges = new Map();
  const now = new Map(after.map((story) => [story.id, story]));
  const same = new Set(before.filter((story) => isAboutTheSame(story, now.get(story.id))).map(({ id }) => id));
  for (const { id, terms } of before) {
    if (!same.has(id)) for (const term of terms) changeOf(changes, pages, term).removed.add(id);
  }
  for (const story of after) if (!same.has(story.id)) addRef(changes, pages, story);
  return changes;
}

function addRef(changes: AboutChanges, pages: number, { id, date, terms }: Story): void {
  for (const term of terms) changeOf(changes, pages, term).added.push({ id, date });
}

function changeOf(changes: AboutChanges, pages: number, term: TermId): AboutChange {
  const page = pageOf(term, pages);
  const onPage = changes.get(page) ?? new Map<TermId, AboutChange>();
  changes.set(page, onPage);
  const change = onPage.get(term) ?? { removed: new Set(), added: [] };
  onPage.set(term, change);
  return change;
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

/** Whether two pages say the same, in whatever order of terms. */
export function isSameAbout(one: AboutPage, other: AboutPage | undefined): boolean {
  const sorted = (page: AboutPage | undefined) =>
    JSON.stringify(storiesByTerm(page).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

/** Newest first, and the same on every run. By UTF-16 units, for dates and ids are ASCII and there may be many. */
export function newestFirst(a: StoryRef, b: StoryRef): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function isAboutTheSame(before: Story, after: Story | undefined): boolean {
  return before.date === after?.date && before.terms.join('\0') === after.terms.join('\0');
}
