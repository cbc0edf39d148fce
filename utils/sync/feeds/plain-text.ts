import { decodeHTML } from 'entities';

/** Longest text that is looked at, in UTF-16 units: a summary is cut far below it. */
const MOST_READ = 20_000;

/** Elements whose content no reader sees as text. */
const UNREAD = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'noscript', 'head', 'audio']);

/** Elements that stand inside a line; all others part words. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Other elements that feeds are written with. */
const BLOCKS =
  'p div br hr img h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr td th blockquote pre figure figcaption section article header footer nav aside video picture source embed center html body title link meta'.split(
    ' ',
  );
/** A tag of HTML; one of another name, such as a type of a programming language, may be words. */
const TAG_OF_HTML = new RegExp(String.raw`</?(?:${[...INLINE, ...UNREAD, ...BLOCKS].join('|')})(?:\s[^<>]*)?/?>`, 'i');

/** Turn text around or hide it: a link's words would not be what they seem (Unicode TR 36, 2.4). */
const DIRECTION_SIGNS = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Control characters, and the separators of lines and paragraphs. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/**
 * The words of a piece of HTML, on one line: no markup, entities decoded, no `<` or `>` left, whatever was in it; nor markup that was
 * escaped once too often, as feeds often do. Linear in the text.
 * @param most longest result in UTF-16 units; longer ones end in "…" at the end of a word
 */
export function plainText(html: string, most: number): string {
  const text = decodeHTML(withoutMarkup(html.slice(0, MOST_READ)));
  return oneLine(TAG_OF_HTML.test(text) ? withoutMarkup(text) : text, most);
}

/**
 * Plain text on one line, no `<` or `>` left, for they are not to look like markup to anybody.
 * @param most longest result in UTF-16 units; longer ones end in "…" at the end of a word
 */
export function oneLine(text: string, most: number): string {
  const words = text
    .slice(0, MOST_READ)
    .replace(DIRECTION_SIGNS, '')
    .replace(CONTROLS, ' ')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return shortened(words, most);
}

/** Whether a tag of this name parts the words on its sides. */
export function partsWords(name: string): boolean {
  return !INLINE.has(name);
}

/** Whether a reader never sees what an element of this name holds. */
export function isUnread(name: string): boolean {
  return UNREAD.has(name);
}

function withoutMarkup(html: string): string {
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return out + html.slice(at);
    out += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) return out;
      at = end + 3;
      continue;
    }
    const name = tagName(html, open);
    if (name === undefined) {
      out += '<';
      at = open + 1;
      continue;
    }
    const end = html.indexOf('>', open);
    if (end < 0) return out;
    at = end + 1;
    if (partsWords(name)) out += ' ';
    if (isUnread(name) && html[open + 1] !== '/') at = afterElement(html, name, at);
  }
  return out;
}

/** The name of the tag that begins here, in lower case: empty for declarations; undefined where none begins. */
function tagName(html: string, open: number): string | undefined {
  const after = html.charCodeAt(open + 1);
  if (after === 0x21 || after === 0x3f) return '';
  TAG.lastIndex = open + 1;
  return TAG.exec(html)?.[1]?.toLowerCase();
}

const TAG = /\/?([a-z][a-z0-9:-]{0,40})/iy;

function afterElement(html: string, name: string, from: number): number {
  const end = `</${name}`;
  for (let close = html.indexOf('</', from); close >= 0; close = html.indexOf('</', close + 2)) {
    if (html.slice(close, close + end.length).toLowerCase() !== end) continue;
    const after = html.indexOf('>', close);
    return after < 0 ? html.length : after + 1;
  }
  return html.length;
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  const whole = space > most / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${whole.replace(/[\s,;:.–-]+$/, '')}…`;
}
