import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Deadline } from './deadline.ts';
import { parseFeed } from './parse-feed.ts';
import { oneLine } from './plain-text.ts';
import { rssWith } from './testing/example-feeds.ts';

/** The title and summary of the only story of a feed. */
function told(text: string) {
  const { stories } = parseFeed(text, 'https://news.example/feed', new Deadline(() => 0));
  return [stories[0]?.title, stories[0]?.summary];
}

const PLAIN = 'List<T> if a < b & c &amp; d';
const SHOWN = 'List‹T› if a ‹ b & c &amp; d';
const HTML = '<p>List&lt;T&gt; if <b>a</b> &lt; b &amp; c &amp;amp; d</p>';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const atom = (attributes: string, content: string, element = 'summary') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id>` +
  `<title ${attributes}>${content}</title><${element} ${attributes}>${content}</${element}></entry></feed>`;
const json = (item: object) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items: [{ id: '1', ...item }] });

describe('plain text is shown as it stands, HTML without its markup', () => {
  test.each([
    ['Atom without a type', atom('', escaped(PLAIN))],
    ['Atom text', atom('type="text"', escaped(PLAIN))],
    ['Atom text in CDATA', atom('type="text"', `<![CDATA[${PLAIN}]]>`)],
    ['Atom html', atom('type="html"', escaped(HTML))],
    ['Atom xhtml', atom('type="xhtml"', `<div xmlns="http://www.w3.org/1999/xhtml">${HTML}</div>`)],
    ['Atom content of text', atom('type="text/plain"', escaped(PLAIN), 'content')],
    ['Atom content of html', atom('type="html"', escaped(HTML), 'content')],
    ['Atom 0.3 text', atom('type="text/plain" mode="escaped"', escaped(PLAIN))],
    ['Atom 0.3 html', atom('type="text/html" mode="escaped"', escaped(HTML))],
    ['RSS', rssWith(`<item><title>${escaped(HTML)}</title><description><![CDATA[${HTML}]]></description></item>`)],
    ['JSON Feed content_text', json({ title: PLAIN, content_text: PLAIN })],
    ['JSON Feed summary', json({ title: PLAIN, summary: PLAIN, content_html: 'other' })],
    ['JSON Feed content_html', json({ title: PLAIN, content_html: HTML })],
  ])('%s', (_, text) => expect(told(text)).toEqual([SHOWN, SHOWN]));

  it('also the words that stand in for a title', () => {
    expect(told(json({ content_text: PLAIN }))).toEqual([SHOWN, SHOWN]);
  });
});

it('no word of a plain text is lost, whatever it looks like', () => {
  const pieces = fc.constantFrom('<', '>', '</', '<b>', '<!--', '-->', '<script>', '&lt;', '&', 'word', 'x', ' ');
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), (some) => {
      const text = `on ${some.join('')}`;
      const shown = oneLine(text, 160);
      expect(told(json({ title: text }))[0]).toBe(shown);
      expect(told(atom('type="text"', escaped(text)))[0]).toBe(shown);
      expect(shown.replace(/[‹›\s]/g, '')).toBe(text.replace(/[<>\s]/g, ''));
    }),
  );
});
