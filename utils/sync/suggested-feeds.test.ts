import { expect, it } from 'vitest';
import { MOST_FEEDS, NO_SOURCES, withFeed } from './sources.ts';
import { SUGGESTED_FEEDS } from './suggested-feeds.ts';

it('every suggestion could be added, and none is there twice', () => {
  const all = SUGGESTED_FEEDS.reduce(
    (sources, { title, url }, index) => withFeed(sources, { title, url }, `feed-${index}`),
    NO_SOURCES,
  );
  expect(all.feeds).toHaveLength(SUGGESTED_FEEDS.length);
  expect(SUGGESTED_FEEDS.length).toBeLessThan(MOST_FEEDS);
  for (const { url } of all.feeds) expect(url).toMatch(/^https:/);
});

it('none is switched on by itself', () => expect(NO_SOURCES.feeds).toEqual([]));
