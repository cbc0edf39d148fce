import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['<p>One</p><p>two</p>', 'One two'],
  ['un<b>broken</b> w<wbr>ord', 'unbroken word'],
  ['<script>alert(1)</script>seen<style>p{}</style>', 'seen'],
  ['<ScRiPt>alert(1)</sCrIpT >seen', 'seen'],
  ['a<!-- hidden > -->b', 'ab'],
  ['AT&amp;T &eacute;t&eacute; &#8211; &#x41;', 'AT&T été – A'],
  ['&lt;img src=x onerror=alert(1)&gt;words', 'words'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['&lt;p&gt;One&lt;br/&gt;two&lt;/p&gt;', 'One two'],
  ['Map&lt;Key, Value&gt; if x &lt;y', 'Map‹Key, Value› if x ‹y'],
  ['5 < 6 > 4', '5 ‹ 6 › 4'],
  ['never closed <a href="', 'never closed'],
  ['<iframe>never closed', ''],
  ['turned \u202egnp.exe', 'turned gnp.exe'],
  ['  many \n\t lines\u0007 ', 'many lines'],
  ['half a pair \ud83d', 'half a pair \ufffd'],
])('%j reads %j', (html, text) => expect(plainText(html, 100)).toBe(text));

it('is cut at the end of a word', () => {
  expect(plainText('one two three four', 12)).toBe('one two…');
  expect(plainText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
  expect(plainText('😀'.repeat(50), 10)).toBe(`${'😀'.repeat(4)}…`);
});

it('never holds markup, and never more than asked for', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '&lt;',
    '&gt;',
    '&amp;',
    'script',
    '/',
    '!--',
    '-->',
    'a',
    ' ',
    '"',
    '<b>',
    '😀',
    '\u202e',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 4, max: 80 }), (words, most) => {
      const text = plainText(words.join(''), most);
      expect(text).not.toMatch(/[<>\u202e]/);
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
});
