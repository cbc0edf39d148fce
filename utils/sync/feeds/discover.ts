import { feedAddress } from './addresses.ts';
import { oneLine } from './plain-text.ts';

/** A `<link>` of a page, as its attributes say. */
interface PageLink {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
  readonly title: string;
}

/** Media types under which pages announce feeds (https://html.spec.whatwg.org/multipage/links.html#rel-alternate, JSON Feed 1.1). */
const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/rdf+xml',
]);
/** Served for JSON Feeds too, but for other things as well: taken where the name says so. */
const JSON_TYPE = 'application/json';
const LONGEST_TITLE = 80;
/** A page may announce a feed for each of its categories. */
const MOST_FEEDS = 20;

/**
 * The feeds that a page announces, in its order, each address once. No address is guessed.
 * @param baseUrl the page's base address
 */
export function discoverFeeds(links: readonly PageLink[], baseUrl: string): readonly { title: string; url: string }[] {
  const found = new Map<string, { title: string; url: string }>();
  for (const { rel, type, href, title } of links) {
    if (!isFeed(rel, type, `${href} ${title}`) || !URL.canParse(href, baseUrl)) continue;
    const address = feedAddress(new URL(href, baseUrl).href);
    if ('url' in address && !found.has(address.url))
      found.set(address.url, {
        title: oneLine(title, LONGEST_TITLE) || new URL(address.url).hostname,
        url: address.url,
      });
  }
  return [...found.values()].slice(0, MOST_FEEDS);
}

function isFeed(rel: string, type: string, words: string): boolean {
  const relations = rel.toLowerCase().split(/\s+/);
  if (!relations.includes('alternate') || relations.includes('stylesheet')) return false;
  const media = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return FEED_TYPES.has(media) || (media === JSON_TYPE && /feed/i.test(words));
}
