import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOpml, writeOpml } from './opml.ts';

it('reads the feeds of a list, folders looked through, each address once', () => {
  const list = readOpml(`<?xml version="1.0"?><!DOCTYPE opml><opml version="1.0"><head><title>Mine</title></head><body>
    <outline text="Policy"><outline type="rss" text="A &amp;amp; B" title='A &amp; B' xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>
    <outline text="Again" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
    <outline text="" xmlUrl="http://b.example/rss"/></body></opml>`);
  expect(list).toEqual({
    feeds: [
      { title: 'A & B', url: 'https://a.example/feed?x=1&y=2' },
      { title: 'b.example', url: 'https://b.example/rss' },
    ],
    problems: [],
  });
});

it('names what cannot be used', () => {
  const { feeds, problems } = readOpml('<opml><body><outline text="Bad" xmlUrl="ftp://a.example/"/></body></opml>');
  expect(feeds).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(/^Bad: .*ftp/)]);
});

it.each([
  ['<html></html>', 'no OPML list'],
  ['', 'no OPML list'],
  ['<opml><body/></opml>', 'names no feed'],
  [`<opml>${'<'.repeat(2000)}</opml>`, 'in a row'],
])('says what is wrong with a file that is no list: %#', (text, words) =>
  expect(readOpml(text).problems).toEqual([expect.stringContaining(words)]),
);

it('reads back what it wrote', () => {
  const words = fc
    .string({ unit: fc.constantFrom('a', 'z', 'é', '&', '"', "'", ' '), minLength: 1, maxLength: 20 })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  const feeds = fc.uniqueArray(
    fc.record({
      title: words,
      url: words.map((path) => new URL(`https://news.example/${path}?a=1&b=${path}`).href),
    }),
    { selector: ({ url }) => url, maxLength: 8, minLength: 1 },
  );
  fc.assert(
    fc.property(feeds, (list) => {
      expect(readOpml(writeOpml(list)).feeds).toEqual(list);
    }),
  );
});
