/**
 * Records lie in the database some to a row: what a write costs is the rows, whatever is in them
 * (docs/decisions/0028-pages.md). Which page a record is on follows from its id and the number of pages.
 */
export interface Page<R> {
  readonly page: number;
  readonly records: readonly R[];
}

/** On how many pages the records of each kind are, and what stories are about (about.ts). */
export interface PageCounts {
  readonly terms: number;
  readonly stories: number;
  readonly about: number;
}

/** A change of the records on one page. */
export interface PageChange<R> {
  readonly page: number;
  readonly removed: ReadonlySet<string>;
  readonly put: readonly R[];
}

interface Named {
  readonly id: string;
}

/** Few enough that a delta writes little more than what changed, many enough that a whole digest is few rows. */
const RECORDS_A_PAGE = 8;
/** Stories of a day are about most terms, and what is noted of each is short. */
const TERMS_A_PAGE_ABOUT = 64;

/** Pages written or deleted in one transaction: a few milliseconds, for the disk serves readers in between. */
export const PAGES_AT_ONCE = 8;
/** The same of what stories are about: made as they are written, and eight times as long. */
export const ABOUT_AT_ONCE = 2;

/** On how many pages so many records should be. */
export function pagesFor(terms: number, stories: number): PageCounts {
  const pages = (records: number, each: number) => Math.max(1, Math.ceil(records / each));
  return {
    terms: pages(terms, RECORDS_A_PAGE),
    stories: pages(stories, RECORDS_A_PAGE),
    about: pages(terms, TERMS_A_PAGE_ABOUT),
  };
}

/** The page of a record: FNV-1a of its id (http://www.isthe.com/chongo/tech/comp/fnv/), modulo the number of pages. */
export function pageOf(id: string, pages: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % pages;
}

/** The distinct pages of records. */
export function pagesOf(ids: readonly string[], pages: number): number[] {
  return [...new Set(ids.map((id) => pageOf(id, pages)))];
}

/** All pages of these records, empty ones too. */
export function inPages<R extends Named>(records: readonly R[], pages: number): Page<R>[] {
  const lists = Array.from({ length: pages }, (): R[] => []);
  for (const record of records) lists[pageOf(record.id, pages)]?.push(record);
  return lists.map((list, page) => ({ page, records: list }));
}

/** Some at a time. */
export function* inPieces<T>(all: readonly T[], atOnce: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce);
}

/** What a change of records is for each page that it touches. */
export function changesByPage<R extends Named>(
  removed: readonly string[],
  put: readonly R[],
  pages: number,
): PageChange<R>[] {
  const changes = new Map<number, { page: number; removed: Set<string>; put: R[] }>();
  const at = (id: string) => {
    const page = pageOf(id, pages);
    const change = changes.get(page) ?? { page, removed: new Set(), put: [] };
    changes.set(page, change);
    return change;
  };
  for (const id of removed) at(id).removed.add(id);
  for (const record of put) at(record.id).put.push(record);
  return [...changes.values()];
}

/** A page after a change. */
export function changedPage<R extends Named>(present: Page<R> | undefined, change: PageChange<R>): Page<R> {
  const gone = new Set([...change.removed, ...change.put.map(({ id }) => id)]);
  const kept = present?.records.filter(({ id }) => !gone.has(id)) ?? [];
  return { page: change.page, records: [...kept, ...change.put] };
}
