import { expect, it } from 'vitest';
import { discoverFeeds } from './discover.ts';

const link = (over: object) => ({
  rel: 'alternate',
  type: 'application/rss+xml',
  href: '/feed',
  title: 'News',
  ...over,
});
const find = (...links: object[]) => discoverFeeds(links.map(link), 'https://news.example/a/b');

it('finds the feeds that a page announces, relative to its base', () => {
  expect(find({}, { type: 'application/atom+xml; charset=utf-8', href: 'atom', title: '' })).toEqual([
    { title: 'News', url: 'https://news.example/feed' },
    { title: 'news.example', url: 'https://news.example/a/atom' },
  ]);
  expect(find({ type: 'application/feed+json' }, {})).toHaveLength(1);
});

it('leaves other links alone', () => {
  expect(
    find(
      { rel: 'stylesheet alternate' },
      { rel: 'icon' },
      { type: 'text/html' },
      { type: 'application/json', href: '/wp-json/posts/1' },
      { href: 'javascript:alert(1)' },
      { href: 'https://a:b@news.example/feed' },
    ),
  ).toEqual([]);
});

it('takes plain JSON where the name says feed', () => {
  expect(find({ type: 'application/json', href: '/feed.json', title: '' })).toHaveLength(1);
});
