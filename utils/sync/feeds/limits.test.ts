import { describe, expect, test } from 'vitest';
import { Deadline } from './deadline.ts';
import { download } from './download.ts';
import { parseFeed } from './parse-feed.ts';
import { rssWith } from './testing/example-feeds.ts';

const FROM = 'https://news.example/feed.xml';

/** Read as if it took no time: these limits stop a feed by what it holds. */
const parse = (text: string) => parseFeed(text, FROM, new Deadline(() => 0));

const jsonWith = (more: string) =>
  `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"a","title":"A title"${more}}]}`;

/** What is within a limit, and by one more beyond it. */
const LIMITS: readonly (readonly [what: string, refusal: string, most: number, feedOf: (count: number) => string])[] = [
  [
    '“<” in a row',
    '1001 “<” in a row',
    1000,
    (count) => rssWith(`<item><title>A title ${'<'.repeat(count - 1)}</title></item>`),
  ],
  // The document's own element, the channel and the story are three.
  [
    'levels',
    'more than 64 deep',
    64,
    (count) => rssWith(`<item><title>A title</title>${'<a>'.repeat(count - 3)}${'</a>'.repeat(count - 3)}</item>`),
  ],
  ['stories', 'more than 5000 stories', 5000, (count) => rssWith('<item><title>A title</title></item>'.repeat(count))],
  // With those that rssWith and this story have.
  [
    'elements that are read',
    'more than 60000 elements',
    60_000,
    (count) => rssWith(`<item><title>A title</title>${'<link/>'.repeat(count - 6)}</item>`),
  ],
  [
    'levels of JSON',
    'more than 64 deep',
    64,
    (count) => jsonWith(`,"deep":${'['.repeat(count - 3)}${']'.repeat(count - 3)}`),
  ],
  ['values in JSON', 'more than 100000 values', 100_000, (count) => jsonWith(`,"many":[${'1,'.repeat(count - 5)}1]`)],
  [
    'stories in JSON',
    'more than 5000 stories',
    5000,
    (count) =>
      `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[${'{"id":"a","title":"A title"},'.repeat(count - 1)}{"id":"b","title":"B"}]}`,
  ],
];

describe('at most', () => {
  test.each(LIMITS)('%s: as many are read, one more is refused as %s (%d)', (_, refusal, most, feedOf) => {
    expect(parse(feedOf(most)).stories[0]?.title).toMatch(/^A title/);
    expect(() => parse(feedOf(most + 1))).toThrow(refusal);
  });

  test('5,000,000 bytes: as many are downloaded, one more is refused', async () => {
    const answering = (bytes: number) =>
      download(
        FROM,
        {},
        {
          fetch: async () => new Response(new Uint8Array(bytes)),
          signal: new AbortController().signal,
          onProgress: () => undefined,
        },
      );
    expect((await answering(5_000_000)).bytes).toHaveLength(5_000_000);
    await expect(answering(5_000_001)).rejects.toMatchObject({ reason: 'too-large' });
  });
});
