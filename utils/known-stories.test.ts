import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteDatabase } from './digest/database.ts';
import type { StoryId, TermId } from './digest/ids.ts';
import { installDigest } from './digest/install.ts';
import { parseDigest } from './digest/issues.ts';
import { exampleDigest } from './digest/testing/example-digest.ts';
import { newestStoriesAbout, searchedFeedStories, storiesOfPage } from './known-stories.ts';
import { rankStories } from './related/rank-stories.ts';
import { checkFeed } from './sync/feeds/check-feed.ts';
import { deleteFeedDatabase, withFeedDatabase } from './sync/feeds/feed-database.ts';
import { rssWith } from './sync/feeds/testing/example-feeds.ts';

const NIS2 = 'nis2-directive' as TermId;
const WSIS = 'wsis' as TermId;
const page = [NIS2, WSIS].map((id) => ({ id, count: 1 }));

beforeEach(async () => {
  const common = Array.from({ length: 60 }, (_, n) => `<item><guid>${n}</guid><title>WSIS ${n}</title></item>`);
  const rare = '<item><guid>rare</guid><title>NIS2 and more</title></item>';
  await checkFeed(
    { id: 'feed-1', url: 'https://news.example/rss' },
    {
      fetch: async () => new Response(rssWith(common.join('') + rare)),
      now: () => new Date('2026-11-25T10:00:00Z'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      openTagger: async () => ({
        lexicon: '1',
        tag: ([title = '']) => [...(title.includes('NIS2') ? [NIS2] : []), ...(title.includes('WSIS') ? [WSIS] : [])],
      }),
    },
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all([deleteFeedDatabase(), deleteDatabase()]);
});

function installExample() {
  return installDigest(parseDigest(exampleDigest(), 'a test'), new Date('2026-11-25T10:00:00Z'));
}

describe('the stories of a page', () => {
  it('count all stories about a term, though only the newest are considered', async () => {
    const { stories, total, about } = await storiesOfPage([NIS2, WSIS], 0);
    expect(stories).toHaveLength(41);
    expect(total).toBe(61);
    expect(about).toEqual(
      new Map([
        [NIS2, 1],
        [WSIS, 60],
      ]),
    );
    expect(rankStories(stories, total, page, 1, about)).toMatchObject([{ title: 'NIS2 and more', because: [NIS2] }]);
  });

  it('are those of the digest where feeds cannot be read', async () => {
    await installExample();
    await withFeedDatabase(async ({ stories }) => {
      vi.spyOn(stories, 'where').mockImplementation(() => {
        throw new Error('broken');
      });
      vi.spyOn(stories, 'count').mockImplementation((() => Promise.reject(new Error('broken'))) as never);
    });
    const { stories, total, about } = await storiesOfPage([NIS2], 1);
    expect(stories.map(({ title }) => title)).toEqual(['The cyber centre speaks']);
    expect(total).toBe(1);
    expect(about.get(NIS2)).toBe(1);
  });
});

it('the newest stories about a term are of digest and feeds, so many at most', async () => {
  await installExample();
  const all = await newestStoriesAbout(NIS2, 10);
  expect(all.map(({ title }) => title)).toEqual(['NIS2 and more', 'The cyber centre speaks']);
  expect(await newestStoriesAbout(NIS2, 1)).toEqual(all.slice(0, 1));
});

describe('the newest stories of feeds can be searched', () => {
  it('beside those of the digest', async () => expect(await searchedFeedStories([])).toHaveLength(61));
  it('but for those that the digest tells', async () => {
    const [told] = await searchedFeedStories([]);
    const found = await searchedFeedStories(told ? [{ ...told, id: 'ours' as StoryId }] : []);
    expect(found).toHaveLength(60);
    expect(found.map(({ title }) => title)).not.toContain(told?.title);
  });
});
