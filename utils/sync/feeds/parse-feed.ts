import {
  type AtomFeed,
  type AtomNs,
  MalformedError,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed,
  type RdfFeed,
  type RssFeed,
} from 'feedsmith';
import type { Deadline } from './deadline.ts';
import { atomText, html, plain } from './feed-text.ts';
import { guardJson } from './guard-json.ts';
import { guardXml } from './guard-xml.ts';
import { paceOf } from './pace.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { FeedRefusal } from './refusal.ts';
import { type FeedWords, tellFeed } from './tell-feed.ts';

/** The parser stays behind these functions, so that another could take its place (docs/decisions/0023-feeds.md). */
type Parse = (text: string) => FeedWords;

/**
 * Reads a feed of any format.
 * @param text the decoded document
 * @param url where it is from: relative links are relative to it
 * @throws FeedRefusal naming what is wrong, when it is no feed, broken beyond reading, or an attack
 */
export function parseFeed(text: string, url: string, deadline: Deadline): ParsedFeed {
  const trimmed = text.replace(/^[\s\ufeff\0]+/, '');
  if (trimmed === '') throw new FeedRefusal('broken', 'The address answers, but with nothing at all.');
  if (trimmed.startsWith('{')) return tellFeed(fromJson(trimmed), url, deadline);
  if (/^\[\s*[[{"\d\]]/.test(trimmed)) throw notAFeed(JSON_OF_ANOTHER_KIND);
  if (!trimmed.startsWith('<')) throw notAFeed('The address answers with text that is neither XML nor JSON.');
  const { xml, root, cut } = guardXml(trimmed, deadline);
  const parse = root === undefined ? undefined : PARSERS[root];
  if (!parse) throw notAFeed(describeRoot(root));
  const feed = tellFeed(attempt(parse, xml), url, deadline);
  if (cut !== 'ended-early') return feed;
  if (feed.stories.length > 0) return { ...feed, isWhole: false };
  throw new FeedRefusal('broken', 'The feed ends in the middle, before its first story.');
}

const PARSERS: Readonly<Record<string, Parse>> = {
  rss: (xml) => fromRss(parseRssFeed(xml)),
  rdf: (xml) => fromRdf(parseRdfFeed(xml)),
  feed: (xml) => fromAtom(parseAtomFeed(xml)),
};

function attempt(parse: Parse, xml: string): FeedWords {
  try {
    return parse(xml);
  } catch (error) {
    const reason = error instanceof MalformedError ? innermost(error) : 'it holds neither a title nor stories';
    throw new FeedRefusal('broken', `The feed cannot be read: ${reason}. Its publisher must mend it.`);
  }
}

function fromRss(feed: RssFeed.Feed<string>): FeedWords {
  return {
    format: 'RSS',
    title: html(feed.title ?? feed.dc?.titles?.[0]),
    site: feed.link,
    self: linkOf(feed.atom, 'self'),
    lang: feed.language ?? feed.dc?.languages?.[0],
    base: feed.xml?.base,
    expired: false,
    pace: paceOf({ ttl: feed.ttl, skipHours: feed.skipHours, skipDays: feed.skipDays, sy: feed.sy }),
    stories: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      link:
        item.link ??
        alternate(item.atom) ??
        (item.guid?.isPermaLink === false ? undefined : addressIn(item.guid?.value)),
      title: html(item.title ?? item.dc?.titles?.[0]),
      summary: html(item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0]),
      date:
        item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated ?? item.dcterms?.created?.[0],
    })),
  };
}

function fromRdf(feed: RdfFeed.Feed<string>): FeedWords {
  return {
    format: 'RSS 1.0 (RDF)',
    title: html(feed.title ?? feed.dc?.titles?.[0]),
    site: feed.link,
    self: linkOf(feed.atom, 'self'),
    lang: feed.dc?.languages?.[0],
    base: feed.xml?.base,
    expired: false,
    pace: paceOf({ sy: feed.sy }),
    stories: (feed.items ?? []).map((item) => ({
      id: item.rdf?.about,
      link: item.link ?? item.rdf?.about,
      title: html(item.title ?? item.dc?.titles?.[0]),
      summary: html(item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0]),
      date: item.dc?.dates?.[0] ?? item.dcterms?.created?.[0],
    })),
  };
}

function fromAtom(feed: AtomFeed.Feed<string>): FeedWords {
  return {
    format: 'Atom',
    title: atomText(feed.title),
    site: alternate(feed),
    self: linkOf(feed, 'self'),
    lang: feed.xml?.lang,
    base: feed.xml?.base,
    expired: false,
    pace: paceOf({ sy: feed.sy }),
    stories: (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      link: alternate(entry),
      base: entry.xml?.base,
      title: atomText(entry.title),
      summary: atomText(entry.summary) ?? atomText(entry.content),
      date: entry.published ?? entry.updated ?? entry.dc?.dates?.[0],
    })),
  };
}

const JSON_OF_ANOTHER_KIND =
  'The address answers with JSON that is no JSON Feed: it says no version of jsonfeed.org and has no items.';

function fromJson(text: string): FeedWords {
  const json = guardJson(text);
  try {
    const feed = parseJsonFeed(json);
    return {
      format: 'JSON Feed',
      title: plain(feed.title),
      site: feed.home_page_url,
      self: feed.feed_url,
      lang: feed.language,
      expired: feed.expired === true,
      pace: paceOf({}),
      stories: (feed.items ?? []).map((item) => ({
        id: item.id,
        link: item.url ?? item.external_url,
        title: plain(item.title),
        summary: plain(item.summary ?? item.content_text) ?? html(item.content_html),
        date: item.date_published ?? item.date_modified,
      })),
    };
  } catch {
    throw notAFeed(JSON_OF_ANOTHER_KIND);
  }
}

type Linked = Pick<AtomNs.Entry<string> | AtomFeed.Feed<string>, 'links'>;

/** Atom's link to the page: `alternate`, which is also what no relation means. */
function alternate(linked: Linked | undefined): string | undefined {
  return linkOf(linked, undefined) ?? linkOf(linked, 'alternate');
}

function linkOf(linked: Linked | undefined, relation: string | undefined): string | undefined {
  return linked?.links?.find(({ rel }) => rel === relation)?.href;
}

function addressIn(guid: string | undefined): string | undefined {
  return guid && /^https?:\/\//i.test(guid) ? guid : undefined;
}

function describeRoot(root: string | undefined): string {
  if (root === 'html') return 'The address answers with a web page, not with a feed.';
  if (root === 'opml') return 'The address answers with an OPML list of feeds; import it as a file.';
  return root === undefined
    ? 'The address answers with text that is no XML.'
    : `The address answers with XML of another kind (“${root.slice(0, 40)}”).`;
}

function notAFeed(detail: string): FeedRefusal {
  return new FeedRefusal('not-a-feed', detail);
}

function innermost(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return innermost(error.cause);
  return error instanceof Error ? error.message.replace(/\.$/, '').slice(0, 200) : String(error).slice(0, 200);
}
