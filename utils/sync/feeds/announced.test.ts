import { expect, it } from 'vitest';
import { announcedFeeds } from './announced.ts';

const find = (head: string) =>
  announcedFeeds(`<!doctype html><html><head>${head}</head><body></body></html>`, 'https://news.example/a/');

it('finds the feeds in the head of a page, quoted or not, relative to its base', () => {
  expect(
    find(`<meta charset=utf-8><link rel=icon href=/i.png><base href="/b/">
      <link rel=alternate type=application/rss+xml title=News href=feed?a=1&amp;b=2>
      <LINK REL='alternate' TYPE='application/atom+xml' TITLE='It&#39;s Atom' HREF='https://other.example/atom'/>`),
  ).toEqual([
    { title: 'News', url: 'https://news.example/b/feed?a=1&b=2' },
    { title: "It's Atom", url: 'https://other.example/atom' },
  ]);
});

it('believes nothing that stands in the text of a page or in a comment', () => {
  const link = '<link rel="alternate" type="application/rss+xml" href="/feed">';
  expect(find(`<!-- ${link} -->`)).toEqual([]);
  expect(find(`</head><body>${link}`)).toEqual([]);
});
