import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AboutPage, AboutPages, aboutChanges, changedAbout, storiesByTerm } from './about.ts';
import type { Story, StoryId } from './schema.ts';

const story = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    date: fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-01'),
    terms: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', '__proto__'), { maxLength: 3 }),
  })
  .map((facts) => facts as unknown as Story);
function aboutPages(all: readonly Story[], count: number): AboutPage[] {
  const pages = new AboutPages(count);
  for (const one of all) pages.add([one]);
  return Array.from({ length: count }, (_, page) => pages.page(page));
}

const read = (page: AboutPage) => new Map(storiesByTerm(page));
const stories = fc.uniqueArray(story, { selector: ({ id }) => id });

it('notes of each term the stories about it, newest first, after any change the same as from the beginning', () => {
  fc.assert(
    fc.property(stories, stories, fc.uniqueArray(fc.constantFrom('a', 'c', 'e', 'g')), (before, put, removed) => {
      const after = new Map(before.map((one) => [one.id, one]));
      for (const id of removed) after.delete(id as StoryId);
      for (const one of put) after.set(one.id, one);
      const changes = aboutChanges(removed as StoryId[], put);
      const pages = changedAbout(aboutPages(before, 3), [0, 1, 2], changes, 3);
      expect(pages.map(read)).toEqual(aboutPages([...after.values()], 3).map(read));
    }),
  );
});

it('gives the newest first, and by id where two are of a day', () => {
  const about = (id: string, date: string) => ({ id, date, terms: ['x'] }) as unknown as Story;
  const [page] = aboutPages([about('b', '2026-01-01'), about('a', '2026-01-01'), about('c', '2026-02-01')], 1);
  expect(storiesByTerm(page)).toMatchObject([['x', [{ id: 'c' }, { id: 'a' }, { id: 'b' }]]]);
});

it('makes a page that is not there of what is on it now', () => {
  const told = { id: 'a', date: '2026-01-01', terms: ['x'] } as unknown as Story;
  const [page] = changedAbout([undefined], [0], aboutChanges(['b' as StoryId], [told]), 1);
  expect(storiesByTerm(page)).toEqual([['x', [{ id: 'a', date: '2026-01-01' }]]]);
});
