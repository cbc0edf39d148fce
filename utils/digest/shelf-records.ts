import type { Table } from 'dexie';
import {
  type AboutChanges,
  AboutPages,
  changedAbout,
  isSameAbout,
  newestFirst,
  type StoryRef,
  storiesByTerm,
} from './about.ts';
import { type LedgerRows, ledgerRows, type ShelfInTransaction } from './database.ts';
import { type LaterStories, laterKeys, laterStories, withLater } from './later-stories.ts';
import { type Page, type PageCounts, pageOf, pagesOf } from './pages.ts';
import { revisionOf } from './revision.ts';
import type { Story, StoryId, Term, TermId } from './schema.ts';

/** Pages read in one go: two milliseconds or so. */
const PAGES_AT_ONCE = 32;

/** The records on a shelf, whatever pages they are on. */
export class ShelfRecords {
  readonly #tables: ShelfInTransaction;
  readonly #pages: PageCounts;

  constructor(tables: ShelfInTransaction, pages: PageCounts) {
    this.#tables = tables;
    this.#pages = pages;
  }

  /** The hashes of the records; to be asked for where the view was opened with them. */
  ledger(): Promise<LedgerRows> {
    return ledgerRows(this.#tables);
  }

  /** The terms with these ids that are there, in their order. */
  async terms(ids: readonly TermId[]): Promise<Term[]> {
    return picked(ids, recordsOf(await this.#tables.terms.bulkGet(pagesOf(ids, this.#pages.terms))));
  }

  /** The stories with these ids that are there, in their order. */
  async stories(ids: readonly StoryId[]): Promise<Story[]> {
    const [pages, later] = await Promise.all([
      this.#tables.stories.bulkGet(pagesOf(ids, this.#pages.stories)),
      this.#later(ids),
    ]);
    return picked(ids, withLater(recordsOf(pages), later));
  }

  /** All records that lie on a page with one of these. */
  async beside(terms: readonly TermId[], stories: readonly StoryId[]): Promise<{ terms: Term[]; stories: Story[] }> {
    const pages = new Set(pagesOf(stories, this.#pages.stories));
    const [termPages, storyPages, later] = await Promise.all([
      this.#tables.terms.bulkGet(pagesOf(terms, this.#pages.terms)),
      this.#tables.stories.bulkGet([...pages]),
      this.#later(),
    ]);
    const here = new Map([...later].filter(([id]) => pages.has(pageOf(id, this.#pages.stories))));
    return { terms: recordsOf(termPages), stories: withLater(recordsOf(storyPages), here) };
  }

  /** Which stories are about any of the terms, newest first. */
  async refsAbout(terms: readonly TermId[]): Promise<StoryRef[]> {
    const [pages, since] = await Promise.all([
      this.#tables.about.bulkGet(pagesOf(terms, this.#pages.about)),
      this.#aboutSince(),
    ]);
    const asked = new Set(terms);
    const refs = new Map<StoryId, StoryRef>();
    for (const page of pages) {
      for (const [term, list] of storiesByTerm(page))
        if (asked.has(term)) for (const ref of list) if (!since.has(ref.id)) refs.set(ref.id, ref);
    }
    for (const [id, ties] of since)
      if (ties?.terms.some((term) => asked.has(term))) refs.set(id, { id, date: ties.date });
    return [...refs.values()].sort(newestFirst);
  }

  /** Whether what is noted of terms is what these stories, all there are, are about. */
  async isAbout(stories: readonly Story[]): Promise<boolean> {
    const wanted = new AboutPages(this.#pages.about);
    wanted.add(stories);
    const [stored, since] = await Promise.all([this.#tables.about.toArray(), this.#aboutSince()]);
    const numbers = stored.map(({ page }) => page);
    const now = changedAbout(stored, numbers, since, this.#pages.about);
    return stored.length === this.#pages.about && now.every((page) => isSameAbout(page, wanted.page(page.page)));
  }

  /** What has become of these stories, or of all, since their pages were written. */
  async #later(ids?: readonly StoryId[]): Promise<LaterStories> {
    return laterStories(await this.#tables.later().bulkGet(laterKeys(this.#tables.shelf, ids)));
  }

  async #aboutSince(): Promise<AboutChanges> {
    return revisionOf(await this.#tables.later().get(`${this.#tables.shelf} about`));
  }

  async allTerms(): Promise<Term[]> {
    return recordsOf(await allPages(this.#tables.terms, this.#pages.terms));
  }

  async allStories(): Promise<Story[]> {
    const [pages, later] = await Promise.all([allPages(this.#tables.stories, this.#pages.stories), this.#later()]);
    return withLater(recordsOf(pages), later);
  }

  /** The terms that each story is about; of all stories this is a tenth of the bytes. */
  async termsByStory(): Promise<Map<StoryId, TermId[]>> {
    const [pages, since] = await Promise.all([allPages(this.#tables.about, this.#pages.about), this.#aboutSince()]);
    const terms = new Map<StoryId, TermId[]>();
    for (const page of pages) {
      for (const [term, refs] of storiesByTerm(page, since)) {
        for (const { id } of refs) {
          const about = terms.get(id);
          if (about) about.push(term);
          else terms.set(id, [term]);
        }
      }
    }
    for (const [id, ties] of since) if (ties) terms.set(id, [...ties.terms]);
    return terms;
  }
}

/** All rows of a table, asked for piece by piece: a card that is asked for meanwhile has its turn between two answers. */
async function allPages<P>(table: Table<P, number>, pages: number): Promise<P[]> {
  const pieces: Promise<P[]>[] = [];
  for (let from = 0; from < pages; from += PAGES_AT_ONCE)
    pieces.push(
      table
        .where(':id')
        .between(from, from + PAGES_AT_ONCE)
        .toArray(),
    );
  return (await Promise.all(pieces)).flat();
}

function picked<R extends { readonly id: string }>(ids: readonly string[], records: readonly R[]): R[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return ids.map((id) => byId.get(id)).filter((record) => record !== undefined);
}

function recordsOf<R>(pages: readonly (Page<R> | undefined)[]): R[] {
  return pages.flatMap((page) => page?.records ?? []);
}
