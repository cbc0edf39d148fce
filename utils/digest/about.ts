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

/** What a story is about. */
export interface StoryTies {
  readonly date: string;
  readonly terms: readonly TermId[];
}

/**
 * What deltas have made of some stories: what each is about now, or null where it is gone. By story and not by term, so
 * that a delta need not read what its stories were about before.
 */
export type AboutChanges = ReadonlyMap<StoryId, StoryTies | null>;

const NO_CHANGES: AboutChanges = new Map();

/** The pages for stories that come some at a time, for of many this is long work. */
export class AboutPages {
  readonly #refs: Map<TermId, StoryRef[]>[];
  readonly #pages: number;

  constructor(pages: number) {
    this.#pages = pages;
    this.#refs = Array.from({ length: pages }, () => new Map());
  }

  add(stories: readonly (StoryRef & StoryTies)[]): void {
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
    return pageWith(
      page,
      Array.from(this.terms(page), ([term, list]) => [term, list.sort(newestFirst)]),
    );
  }

  /** The stories about the terms of a page, in no order. */
  terms(page: number): ReadonlyMap<TermId, StoryRef[]> {
    return this.#refs[page] ?? new Map();
  }
}

/** What these stories are about from now on, and that those are gone. */
export function aboutChanges(removed: readonly StoryId[], put: readonly Story[]): AboutChanges {
  return new Map([
    ...removed.map((id) => [id, null] as const),
    ...put.map(({ id, date, terms }) => [id, { date, terms }] as const),
  ]);
}

/** The pages of these numbers after changes; a page that is not there is an empty one. */
export function changedAbout(
  present: readonly (AboutPage | undefined)[],
  numbers: readonly number[],
  changes: AboutChanges,
  pages: number,
): AboutPage[] {
  const added = new AboutPages(pages);
  for (const [id, ties] of changes) if (ties) added.add([{ id, ...ties }]);
  return numbers.map((page, index) =>
    pageWith(page, merged(storiesByTerm(present[index], changes), added.terms(page))),
  );
}

function pageWith(page: number, stories: readonly [TermId, StoryRef[]][]): AboutPage {
  return { page, text: JSON.stringify(stories) };
}

function merged(kept: readonly [TermId, StoryRef[]][], added: ReadonlyMap<TermId, StoryRef[]>): [TermId, StoryRef[]][] {
  const all = new Map(kept);
  for (const [term, refs] of added) all.set(term, [...(all.get(term) ?? []), ...refs].sort(newestFirst));
  return [...all];
}

/** Of each term of a page the stories about it, newest first; without those that have changed since. */
export function storiesByTerm(page: AboutPage | undefined, since: AboutChanges = NO_CHANGES): [TermId, StoryRef[]][] {
  const stories = page ? (JSON.parse(page.text) as [TermId, StoryRef[]][]) : [];
  if (since.size === 0) return stories;
  return stories
    .map(([term, refs]): [TermId, StoryRef[]] => [term, refs.filter(({ id }) => !since.has(id))])
    .filter(([, refs]) => refs.length > 0);
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
