import { describe, expect, it, test } from 'vitest';
import { Deadline } from './deadline.ts';
import { parseFeed } from './parse-feed.ts';
import { FeedRefusal } from './refusal.ts';
import { EXAMPLE_FEEDS, rssWith } from './testing/example-feeds.ts';

const FROM = 'https://news.example/feed.xml';

const parse = (text: string, url = FROM) => parseFeed(text, url, new Deadline(() => 0));
const only = (item: string) => parse(rssWith(`<item>${item}</item>`)).stories[0];

function refusal(text: string): FeedRefusal {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof FeedRefusal) return error;
  }
  throw new Error('The feed was read.');
}

describe.each(Object.entries(EXAMPLE_FEEDS))('%s', (_, text) => {
  it('gives its stories as plain text, with moments and https links', () => {
    const feed = parse(text);
    expect(feed.title).toBe('Example News');
    expect(feed.site).toBe('https://news.example/');
    expect(feed.stories.map(({ key, ...story }) => story)).toEqual([
      {
        title: 'Ministers agree on NIS2 guidance & checks',
        summary: 'The Cyber Centre will check plans.',
        url: 'https://news.example/nis2-guidance',
        published: new Date('2026-11-24T07:30:00Z'),
      },
      {
        title: 'Roots of the internet move house',
        summary: 'Nothing changes for readers.',
        url: 'https://news.example/roots',
        published: new Date('2026-11-23T10:00:00Z'),
      },
    ]);
  });

  it('keeps the keys of its stories when it is read again with another story before them', () => {
    const keys = parse(text).stories.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(parse(text).stories.map(({ key }) => key)).toEqual(keys);
  });
});

describe('what a story is known by', () => {
  it('is its guid, whatever else changes', () => {
    const story = (title: string, link: string) =>
      only(`<guid>a</guid><title>${title}</title><link>${link}</link>`)?.key;
    expect(story('One', 'https://a.example/1')).toBe(story('Two', 'https://a.example/2'));
  });

  it('else its link', () => {
    const story = (title: string) => only(`<title>${title}</title><link>https://a.example/1</link>`)?.key;
    expect(story('One')).toBe(story('Two'));
  });

  it('else its title and date', () => {
    const story = (date: string) => only(`<title>One</title><pubDate>${date}</pubDate>`)?.key;
    expect(story('Mon, 23 Nov 2026 10:00:00 GMT')).not.toBe(story('Tue, 24 Nov 2026 10:00:00 GMT'));
  });

  it('is taken once where a feed repeats it', () => {
    const item = '<item><guid>a</guid><title>First</title></item>';
    expect(parse(rssWith(item + item.replace('First', 'Second'))).stories.map(({ title }) => title)).toEqual(['First']);
  });
});

describe('links', () => {
  test.each([
    ['javascript:alert(1)', undefined],
    ['data:text/html,<b>x</b>', undefined],
    ['https://user:secret@news.example/', undefined],
    ['ftp://news.example/', undefined],
    ['http://news.example:8080/', undefined],
    ['http://news.example/a', 'https://news.example/a'],
    ['//other.example/a', 'https://other.example/a'],
    ['a?b=1&amp;c=2', 'https://news.example/a?b=1&c=2'],
  ])('%s leads to %s', (link, url) => {
    expect(only(`<title>T</title><link>${link}</link>`)?.url).toBe(url);
  });

  it('takes a guid that is an address for the link, unless the feed says it is none', () => {
    expect(only('<title>T</title><guid>https://a.example/1</guid>')?.url).toBe('https://a.example/1');
    expect(only('<title>T</title><guid isPermaLink="false">https://a.example/1</guid>')?.url).toBeUndefined();
  });
});

describe('a feed that is not well formed', () => {
  it('gives the whole stories of a document that ends in the middle, and says so', () => {
    const text = EXAMPLE_FEEDS['RSS 2.0'];
    const feed = parse(text.slice(0, text.indexOf('Roots of')));
    expect(feed.stories.map(({ title }) => title)).toEqual(['Ministers agree on NIS2 guidance & checks']);
    expect(feed.isWhole).toBe(false);
  });

  it('reads a bare “<” and an unknown entity as they stand', () => {
    expect(only('<title>5 < 6 &hearts; AT&T &unknown; x</title>')?.title).toBe('5 ‹ 6 ♥ AT&T &unknown; x');
  });

  it('reads HTML that was not escaped, with its elements that never end', () => {
    const html = `${'<p>One<br>two<img src="x">'.repeat(100)}<ul>${'<li>three'.repeat(100)}</ul>`;
    const story = only(`<title>T</title><description>${html}</description><link>https://a.example/</link>`);
    expect(story?.summary).toMatch(/^One two One two/);
    expect(story?.url).toBe('https://a.example/');
  });

  it('takes a date that is none for no date', () => {
    expect(only('<title>T</title><pubDate>soon</pubDate>')).not.toHaveProperty('published');
  });

  it('gives a story without a title its first words', () => {
    expect(only('<description>Only words.</description>')?.title).toBe('Only words.');
    expect(only('<link>https://a.example/</link>')).toBeUndefined();
  });
});

test.each([
  ['<!doctype html><html><body>Log in</body></html>', 'not-a-feed', 'a web page'],
  ['<opml version="2.0"><body/></opml>', 'not-a-feed', 'OPML'],
  ['<sitemap/>', 'not-a-feed', 'sitemap'],
  ['{"version":"1","entries":[]}', 'not-a-feed', 'no JSON Feed'],
  ['{"version":"https://jsonfeed.org/version/1.1","items":[', 'broken', 'not well formed'],
  ['<rss><channel></channel></rss>', 'broken', 'neither a title nor stories'],
  ['<rss version="2.0"><channel><title>T</title><item><title>Half', 'broken', 'before its first story'],
  ['[{"id":1}]', 'not-a-feed', 'no JSON Feed'],
  ['hello', 'not-a-feed', 'neither XML nor JSON'],
  ['[error] hello', 'not-a-feed', 'neither XML nor JSON'],
  ['  ', 'broken', 'nothing at all'],
])('%s is refused as %s', (text, reason, words) => {
  expect(refusal(text)).toMatchObject({ reason, message: expect.stringContaining(words) });
});

it('reads how often a feed wishes to be asked', () => {
  const channel =
    '<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours><skipDays><day>Sunday</day></skipDays>';
  expect(parse(rssWith('', channel)).pace).toEqual({ leastMs: 90 * 60_000, skipHours: [0, 7], skipDays: [0] });
  const sy =
    '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod><sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>';
  expect(parse(rssWith('', sy)).pace.leastMs).toBe(6 * 60 * 60_000);
});

it('hears from a JSON Feed that it has ended', () => {
  const ended = EXAMPLE_FEEDS['JSON Feed 1.1'].replace('"language"', '"expired":true,"language"');
  expect(parse(ended).expired).toBe(true);
});
