import { describe, expect, it, test } from 'vitest';
import {
  activeSources,
  DIGEST_ID,
  type DigestSource,
  digestSource,
  isSourceAddress,
  MOST_FEEDS,
  NO_SOURCES,
  parseSources,
  SourceRefused,
  type Sources,
  withDigest,
  withFeed,
  withFeedSaid,
  withoutSource,
  withPaused,
} from './sources.ts';

const PACKAGED: DigestSource = { url: 'https://packaged.example/', root: '{}', title: 'Packaged', publisher: 'We' };
const OTHER: DigestSource = { url: 'https://other.example/', root: '{}', title: 'Other', publisher: 'They' };
const FEED = { url: 'https://feed.example/rss', title: 'A feed' };

const ids = (sources: Sources, packaged: DigestSource | undefined = PACKAGED) =>
  activeSources(sources, packaged).map(({ id }) => id);

describe('the digest among the sources', () => {
  it('is the one the extension came with, until another is chosen', () => {
    expect(digestSource(NO_SOURCES, PACKAGED)).toBe(PACKAGED);
    expect(digestSource(withDigest(NO_SOURCES, OTHER), PACKAGED)).toEqual(OTHER);
  });
  it('goes back to that one when the chosen one is removed, and to none when that is removed too', () => {
    const back = withoutSource(withDigest(NO_SOURCES, OTHER), DIGEST_ID);
    expect(digestSource(back, PACKAGED)).toBe(PACKAGED);
    expect(digestSource(withoutSource(back, DIGEST_ID), PACKAGED)).toBeUndefined();
  });
  it('points nowhere where the extension came without one', () => {
    expect(activeSources(NO_SOURCES, undefined)).toEqual([]);
  });
});

describe('the feeds', () => {
  it('are checked after the digest, but not while paused', () => {
    const two = withFeed(withFeed(NO_SOURCES, FEED, 'feed-1'), { ...FEED, url: 'https://b.example/' }, 'feed-2');
    expect(ids(two)).toEqual([DIGEST_ID, 'feed-1', 'feed-2']);
    expect(ids(withPaused(withPaused(two, 'feed-1', true), DIGEST_ID, true))).toEqual(['feed-2']);
    expect(ids(withoutSource(two, 'feed-2'))).toEqual([DIGEST_ID, 'feed-1']);
  });
  it('are there only once, and not without end', () => {
    const one = withFeed(NO_SOURCES, FEED, 'feed-1');
    expect(() => withFeed(one, FEED, 'feed-2')).toThrow(SourceRefused);
    let many: Sources = NO_SOURCES;
    for (let index = 0; index < MOST_FEEDS; index++)
      many = withFeed(many, { ...FEED, url: `https://feed.example/${index}` }, `feed-${index}`);
    expect(() => withFeed(many, FEED, 'feed-last')).toThrow(/remove one/);
  });
  it('take over their own name and a new address, but no address that may not be asked', () => {
    const one = withFeed(NO_SOURCES, FEED, 'feed-1');
    expect(
      withFeedSaid(one, 'feed-1', { title: ' Its own name ', movedTo: 'https://new.example/' }).feeds[0],
    ).toMatchObject({
      title: 'Its own name',
      url: 'https://new.example/',
    });
    expect(withFeedSaid(one, 'feed-1', { title: ' ', movedTo: 'http://new.example/' }).feeds[0]).toMatchObject(FEED);
  });
});

test('what is stored is read back, and what cannot be read counts as nothing', () => {
  const stored = withFeed(withDigest(NO_SOURCES, OTHER), FEED, 'feed-1');
  expect(parseSources(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  for (const other of [undefined, null, 'x', { format: 2 }, { ...stored, feeds: [{ id: 'feed-1' }] }]) {
    expect(parseSources(other)).toBe(NO_SOURCES);
  }
});

test.each([
  ['https://host.example/feed', true],
  ['http://host.example/feed', false],
  ['http://127.0.0.1:8080/', true],
  ['http://localhost/', true],
  ['http://[::1]:80/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['https://name:secret@host.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['host.example', false],
])('sources may live at %s: %s', (address, may) => expect(isSourceAddress(address)).toBe(may));
