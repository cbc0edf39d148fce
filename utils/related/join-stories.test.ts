import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinStories, notYetTold } from './join-stories.ts';

const story = (title: string, date: string, url?: string) => ({ title, date, ...(url ? { url } : {}) });

it('puts the newest first, whatever source it is from', () => {
  const digest = [story('c', '2026-11-20'), story('a', '2026-11-01')];
  const feeds = [story('d', '2026-11-25'), story('b', '2026-11-10')];
  expect(joinStories([digest, feeds], 3).map(({ title }) => title)).toEqual(['d', 'c', 'b']);
});

it('counts a story of several days as of the last of them', () => {
  expect(joinStories([[story('a', '2026-11-24')], [story('b', '2026-11-20/2026-11-25')]], 1)[0]?.title).toBe('b');
});

it('takes what two sources tell from the first of them', () => {
  const digest = story('Ours', '2026-11-20', 'https://a.example/1');
  const feed = [story('Theirs', '2026-11-21', 'https://a.example/1'), story('Ours', '2026-11-20')];
  expect(joinStories([[digest], feed], 5)).toEqual([digest]);
});

it('passes over what was told before, and keeps the order of the rest', () => {
  const before = [story('a', '2026-11-01', 'https://a.example/1'), story('b', '2026-11-02')];
  const stories = [
    story('A', '2026-11-03', 'https://a.example/1'),
    story('b', '2026-11-03'),
    story('b', '2026-11-02', 'https://b.example/'),
    story('c', '2026-11-04'),
    story('c', '2026-11-04', 'https://c.example/'),
  ];
  expect(notYetTold(stories, before)).toEqual([stories[1], stories[3]]);
});

it('gives no story twice, none that is older than one left out, and never more than asked for', () => {
  const stories = fc.array(
    fc.record({
      title: fc.constantFrom('a', 'b', 'c'),
      date: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
    }),
  );
  fc.assert(
    fc.property(stories, stories, fc.nat(5), (digest, feeds, limit) => {
      const joined = joinStories([digest, feeds], limit);
      expect(joined.length).toBe(
        Math.min(limit, new Set([...digest, ...feeds].map(({ title, date }) => title + date)).size),
      );
      expect(joined.map(({ date }) => date)).toEqual(
        joined
          .map(({ date }) => date)
          .sort()
          .reverse(),
      );
    }),
  );
});
