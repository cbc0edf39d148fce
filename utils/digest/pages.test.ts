import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPage, changesByPage, inPages, pageOf, pagesFor, pagesOf } from './pages.ts';

interface Item {
  readonly id: string;
  readonly value: number;
}

const records = fc.uniqueArray(fc.record({ id: fc.string({ maxLength: 3 }), value: fc.nat() }), {
  selector: ({ id }) => id,
  maxLength: 60,
});

describe('pages', () => {
  it('hold each record once, where its id says', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 9 }), (all, count) => {
        const pages = inPages(all, count);
        expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: count }, (_, page) => page));
        expect(sorted(pages.flatMap((page) => page.records))).toEqual(sorted(all));
        for (const { page, records: items } of pages) {
          for (const { id } of items) expect(pageOf(id, count)).toBe(page);
        }
      }),
    );
  });

  it('change to what all records would be after the change', () => {
    fc.assert(
      fc.property(records, records, records, fc.integer({ min: 1, max: 9 }), (all, removed, put, count) => {
        const removedIds = removed.map(({ id }) => id);
        const pages = inPages(all, count);
        for (const change of changesByPage(removedIds, put, count)) {
          pages[change.page] = changedPage(pages[change.page], change);
        }
        const after = new Map(all.map((item) => [item.id, item]));
        for (const id of removedIds) after.delete(id);
        for (const item of put) after.set(item.id, item);
        expect(pages.map(({ page, records: items }) => ({ page, records: sorted(items) }))).toEqual(
          inPages(sorted([...after.values()]), count),
        );
      }),
    );
  });

  it('are few rows, and evenly filled', () => {
    const ids = Array.from({ length: 2400 }, (_, index) => `story-${index}`);
    const count = pagesFor(0, ids.length).stories;
    expect(count).toBe(300);
    const records = ids.map((id) => ({ id, value: 0 }));
    const filled = inPages(records, count).map((page) => page.records.length);
    expect(Math.max(...filled)).toBeLessThan(30);
    expect(pagesOf(ids.slice(0, 3), count).length).toBeLessThanOrEqual(3);
    expect(pagesFor(0, 0)).toEqual({ terms: 1, stories: 1, about: 1 });
  });
});

function sorted(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
