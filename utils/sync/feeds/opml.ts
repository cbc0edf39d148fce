import { decodeXML, encodeXML } from 'entities';
import { feedAddress } from './addresses.ts';
import { plainText } from './plain-text.ts';
import { FeedRefusal } from './refusal.ts';
import { readXml } from './xml-tokens.ts';

/** A list of feeds as other readers write it. */
interface FeedList {
  readonly feeds: readonly { readonly title: string; readonly url: string }[];
  /** What was left out, and why, in words. */
  readonly problems: readonly string[];
}

const LONGEST_TITLE = 80;
/** A list is a page long; more is a mistake or an attack. */
const LONGEST_LIST = 5_000_000;
const MOST_FEEDS = 1000;
const MOST_PROBLEMS = 20;

/**
 * Reads an OPML file, version 1 or 2 (http://opml.org/spec2.opml): every outline with an address of a feed, in order, each address once, folders looked through.
 * What cannot be used is named in `problems`; never throws.
 */
export function readOpml(text: string): FeedList {
  if (text.length > LONGEST_LIST)
    return nothing('The file is larger than 5 MB; a list of feeds is not. Choose another file.');
  const outlines: Outline[] = [];
  let root: string | undefined;
  try {
    readXml(text, {
      open: (name, attributes) => {
        root ??= name;
        if (name === 'outline') outlines.push(outlineOf(attributes));
      },
      close: () => undefined,
      text: () => undefined,
      literal: () => undefined,
      goesOn: () => root === undefined || root === 'opml',
    });
  } catch (error) {
    if (error instanceof FeedRefusal) return nothing(error.message);
    throw error;
  }
  if (root !== 'opml')
    return nothing(
      'The file is no OPML list: it does not begin with an <opml> element. Export it anew from the other reader.',
    );
  return listOf(outlines);
}

/** Writes an OPML 2.0 file that every reader imports. */
export function writeOpml(feeds: readonly { readonly title: string; readonly url: string }[]): string {
  const lines = feeds.map(
    ({ title, url }) => `    <outline type="rss" text="${encodeXML(title)}" xmlUrl="${encodeXML(url)}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>Feeds of Newsgloss</title></head>',
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

interface Outline {
  readonly title: string;
  readonly xmlUrl: string | undefined;
}

const ATTRIBUTE = /([a-z]{3,11})\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;

function outlineOf(attributes: string): Outline {
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE))
    values.set(name.toLowerCase(), decodeXML(double ?? single ?? ''));
  return {
    title: plainText(values.get('title') || values.get('text') || '', LONGEST_TITLE),
    xmlUrl: values.get('xmlurl') || undefined,
  };
}

function listOf(outlines: readonly Outline[]): FeedList {
  const feeds = new Map<string, { title: string; url: string }>();
  const problems: string[] = [];
  for (const { title, xmlUrl } of outlines) {
    if (xmlUrl === undefined) continue;
    const address = feedAddress(xmlUrl);
    if ('problem' in address) problems.push(title ? `${title}: ${address.problem}` : address.problem);
    else if (feeds.size >= MOST_FEEDS)
      problems.push(`Only the first ${MOST_FEEDS} feeds were read; “${title}” was not.`);
    else if (!feeds.has(address.url))
      feeds.set(address.url, { title: title || new URL(address.url).hostname, url: address.url });
  }
  if (feeds.size === 0 && problems.length === 0) problems.push('The list names no feed.');
  const left = problems.length - MOST_PROBLEMS;
  return {
    feeds: [...feeds.values()],
    problems: left > 0 ? [...problems.slice(0, MOST_PROBLEMS), `And ${left} more.`] : problems,
  };
}

function nothing(problem: string): FeedList {
  return { feeds: [], problems: [problem] };
}
