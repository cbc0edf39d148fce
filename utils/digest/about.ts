import { pageOf } from './pages.ts';
import type { Revision } from './revision.ts';
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

/** For some terms, what changes of the stories about them: by story its date, or null where it is no more about the term. */
type AboutChanges = ReadonlyMap<TermId, ReadonlyMap<StoryId, string | null>>;

const NO_CHANGES: AboutChanges = new Map();

/** The pages for stories that come some at a time, for of many this is long work. */
export class AboutPages {
  readonly #refs: Map<TermId, StoryRef[]>[];
  readonly #pages: number;

  constructor(pages: number) {
    this.#pages = pages;
    this.#refs = Array.from({ length: pages }, () => new Map());
  }

  add(stories: readonly Story[]): void {
    for (const { id, date, terms } of stories) {
      for (const term of terms) {
        const onPage = this.#refs[pageOf(term, this.#pages)];
        const refs = onPage?.get(term);
        if (refs) refs.push({ id, date });
        else onPage?.set(term, [{ id, date }]);
      }
    }
  }

  page(page: number): AboutPage {
    const refs = this.#refs[page] ?? [];
    return pageWith(
      page,
      Array.from(refs, ([term, list]) => [term, list.sort(newestFirst)]),
    );
  }
}

/** What changes when stories that were so are now so: by term and story; those that stay about the same are left out. */
export function aboutRevision(before: readonly Story[], after: readonly Story[]): Revision {
  const now = new Map(after.map((story) => [story.id, story]));
  const same = new Set(before.filter((story) => isAboutTheSame(story, now.get(story.id))).map(({ id }) => id));
  const told = (stories: readonly Story[], dateOf: (story: Story) => string | null) =>
    stories
      .filter(({ id }) => !same.has(id))
      .flatMap((story) => story.terms.map((term) => [`${term}\0${story.id}`, dateOf(story)] as const));
  return new Map([...told(before, () => null), ...told(after, ({ date }) => date)]);
}

/** The changes of a revision that concern these terms, or all. */
export function changesOf(revision: Revision, terms?: ReadonlySet<TermId>): AboutChanges {
  const changes = new Map<TermId, Map<StoryId, string | null>>();
  for (const [key, date] of revision) {
    const [term, story] = key.split('\0') as [TermId, StoryId];
    if (terms && !terms.has(term)) continue;
    const ofTerm = changes.get(term) ?? new Map<StoryId, string | null>();
    changes.set(term, ofTerm.set(story, date));
  }
  return changes;
}

/** Changes by the page that they concern. */
export function changesByAboutPage(changes: AboutChanges, pages: number): Map<number, AboutChanges> {
  const byPage = new Map<number, Map<TermId, ReadonlyMap<StoryId, string | null>>>();
  for (const [term, ofTerm] of changes) {
    const page = pageOf(term, pages);
    byPage.set(page, (byPage.get(page) ?? new Map()).set(term, ofTerm));
  }
  return byPage;
}

/** A page after changes of its terms. */
export function changedAbout(page: AboutPage, changes: AboutChanges | undefined): AboutPage {
  return changes ? pageWith(page.page, storiesByTerm(page, changes)) : page;
}

function pageWith(page: number, stories: readonly [TermId, StoryRef[]][]): AboutPage {
  return { page, text: JSON.stringify(stories) };
}

/** Of each term of a page the stories about it, newest first, after changes. */
export function storiesByTerm(page: AboutPage | undefined, changes: AboutChanges = NO_CHANGES): [TermId, StoryRef[]][] {
  const stories = new Map(page ? (JSON.parse(page.text) as [TermId, StoryRef[]][]) : []);
  for (const [term, ofTerm] of changes) {
    const kept = stories.get(term)?.filter(({ id }) => !ofTerm.has(id)) ?? [];
    const added = [...ofTerm].flatMap(([id, date]) => (date === null ? [] : { id, date }));
    const refs = [...kept, ...added].sort(newestFirst);
    if (refs.length > 0) stories.set(term, refs);
    else stories.delete(term);
  }
  return [...stories];
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
