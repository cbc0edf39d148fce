import { expect, test } from 'vitest';
import { feedAddress } from './addresses.ts';

test.each([
  ['https://news.example/feed', 'https://news.example/feed'],
  [' news.example/feed#top ', 'https://news.example/feed'],
  ['http://news.example/feed', 'https://news.example/feed'],
  ['feed://news.example/feed', 'https://news.example/feed'],
  ['feed:https://news.example/feed', 'https://news.example/feed'],
  ['feed:news.example/feed', 'https://news.example/feed'],
  ['https//news.example/feed', 'https://news.example/feed'],
  ['“https://news.example/feed”', 'https://news.example/feed'],
  ['<https://news.example/feed>', 'https://news.example/feed'],
  ['https://news.example/feed,', 'https://news.example/feed'],
  ['news.example:8443/feed', 'https://news.example:8443/feed'],
  ['http://127.0.0.1:8080/feed', 'http://127.0.0.1:8080/feed'],
  ['http://localhost/feed', 'http://localhost/feed'],
  // The policy of the extension's pages keeps these from being asked over http.
  ['http://[::1]:8080/feed', 'https://[::1]:8080/feed'],
  ['http://127.0.0.2/feed', 'https://127.0.0.2/feed'],
])('%s is asked for at %s', (written, url) => expect(feedAddress(written)).toEqual({ url }));

test.each([
  ['', 'no address'],
  ['https://', 'no address'],
  ['two words', 'one address at a time'],
  ['https://news.example/feed\nhttps://news.example/other', 'one address at a time'],
  ['ftp://news.example/feed', 'not over ftp'],
  ['javascript:alert(1)', 'not over javascript'],
  ['https://user:secret@news.example/', 'password'],
])('%s is refused, and why', (written, words) =>
  expect(feedAddress(written)).toEqual({ problem: expect.stringContaining(words) }),
);
