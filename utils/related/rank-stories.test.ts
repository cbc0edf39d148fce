import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Story, StoryId, TermId } from '../digest/schema.ts';
import { rankStories } from './rank-stories.ts';

function story(id: string, terms: string[], date = '2025-06-24'): Story {
  return {
    id: id as StoryId,
    title: id,
    date,
    source: { name: 'Digital Watch' },
    lang: 'en',
    terms: terms as TermId[],
    summary: id,
  };
}

const page = (...ids: string[]) => ids.map((id) => ({ id: id as TermId, count: 1 }));

it('puts the story first that shares the rarer terms, and says which', () => {
  const stories = [
    story('common', ['eu', 'google']),
    story('rare', ['nis2', 'eu']),
    story('other', ['eu']),
    story('none', ['tesco']),
  ];
  const [first, ...rest] = rankStories(stories, stories.length, page('eu', 'nis2'), 10);
  expect(first).toMatchObject({ id: 'rare', because: ['nis2', 'eu'] });
  expect(rest.map(({ id }) => id)).not.toContain('none');
});

it('puts the newer of two equal stories first', () => {
  const stories = [story('old', ['eu'], '2025-01-01'), story('new', ['eu'], '2025-02-01')];
  expect(rankStories(stories, 2, page('eu'), 10).map(({ id }) => id)).toEqual(['new', 'old']);
});

it('does not depend on the order it is given stories in', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const stories = fc
    .uniqueArray(fc.constantFrom('s1', 's2', 's3', 's4', 's5'))
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.subarray(ids, { minLength: 1 }).map((terms) => story(name, terms)))),
    );
  fc.assert(
    fc.property(stories, fc.subarray(ids), (all, terms) => {
      const ranked = rankStories(all, all.length, page(...terms), 10);
      expect(rankStories(all.toReversed(), all.length, page(...terms), 10)).toEqual(ranked);
      for (const { because } of ranked) expect(because.length).toBeGreaterThan(0);
    }),
  );
});
