import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { checkFeed } from './check-feed.ts';
import { deleteFeedDatabase, withFeedDatabase } from './feed-database.ts';
import { EXAMPLE_FEEDS, rssWith } from './testing/example-feeds.ts';

const FEED = { id: 'feed-1', url: 'https://news.example/rss' };

/** Checks the feed on a host that answers with this text. */
const checkWhere = (body: string) =>
  checkFeed(FEED, {
    fetch: async () => new Response(body, { headers: { 'content-type': 'application/rss+xml' } }),
    now: () => new Date('2026-11-25T10:00:00Z'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    openTagger: async () => ({ lexicon: '1', tag: () => [] }),
  });
const stories = () => withFeedDatabase((database) => database.stories.toArray());
const title = (text: string) => rssWith(`<item><title>${text}</title></item>`);

beforeEach(async () => {
  expect(await checkWhere(EXAMPLE_FEEDS['RSS 2.0'])).toMatchObject({ state: 'updated', added: 2 });
});
afterEach(deleteFeedDatabase);

describe('a check of a feed that a reader has', () => {
  test.each([
    ['200,000 “<” in a title', title('<'.repeat(200_000)), 'hostile', '“<” in a row'],
    ['200,000 nested tags', rssWith('<a>'.repeat(200_000)), 'hostile', 'more than 64 deep'],
    ['100,000 stories', rssWith('<item><title>x</title></item>'.repeat(100_000)), 'hostile', 'more than 5000 stories'],
    [
      '100,000 stories in 12 MB',
      rssWith(`<item><title>x</title><description>${'y'.repeat(64)}</description></item>`.repeat(100_000)),
      'too-large',
      'larger than 5 MB',
    ],
    [
      '100,000 stories that nothing closes',
      `<rss version="2.0"><channel>${'<item><title>x</title>'.repeat(100_000)}`,
      'hostile',
      'more than 5000 stories',
    ],
    ['a million numeric entities', title('&#65;'.repeat(1_000_000)), 'too-large', 'larger than 5 MB'],
  ] as const)('that now holds %s says what is wrong, and keeps its stories', async (_, body, reason, words) => {
    const before = await stories();
    const detail = expect.stringContaining(words);
    expect(await checkWhere(body)).toMatchObject({ state: 'failed', failure: { reason, detail } });
    expect(await stories()).toEqual(before);
  });

  it('that now holds as many numeric entities as are downloaded stores one short title', async () => {
    expect(await checkWhere(title('&#65;'.repeat(999_000)))).toMatchObject({ state: 'updated', added: 1 });
    const [longest] = (await stories()).map((story) => story.title).toSorted((a, b) => b.length - a.length);
    expect(longest).toMatch(/^A{100,159}…$/);
  });
});
