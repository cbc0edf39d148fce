import { decodeHTML } from 'entities';
import { discoverFeeds } from './discover.ts';
import { readXml } from './xml-tokens.ts';

/** How far into a page its head is looked for, UTF-16 units. */
const HEAD_LENGTH = 500_000;

/**
 * The feeds that a web page announces in its head, for a reader who pastes the address of a site instead of its feed.
 * @throws FeedRefusal when the page is an attack on its reader
 */
export function announcedFeeds(html: string, url: string): readonly { title: string; url: string }[] {
  const links: { rel: string; type: string; href: string; title: string }[] = [];
  let base = url;
  let isHead = true;
  readXml(html.slice(0, HEAD_LENGTH), {
    open: (name, written) => {
      if (name === 'body') isHead = false;
      if (name !== 'link' && name !== 'base') return;
      const { rel = '', type = '', href = '', title = '' } = attributesOf(written);
      if (name === 'link') links.push({ rel, type, href, title });
      else if (URL.canParse(href, url)) base = new URL(href, url).href;
    },
    close: (name) => {
      if (name === 'head') isHead = false;
    },
    text: () => undefined,
    literal: () => undefined,
    goesOn: () => isHead,
  });
  return discoverFeeds(links, base);
}

/** HTML leaves quotes out where it can. */
const ATTRIBUTE = /([a-z]{3,5})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

function attributesOf(written: string): Partial<Record<string, string>> {
  const attributes: Partial<Record<string, string>> = {};
  for (const [, name = '', double, single, bare] of written.matchAll(ATTRIBUTE))
    attributes[name.toLowerCase()] ??= decodeHTML(double ?? single ?? bare ?? '');
  return attributes;
}
