import { isUnread } from './plain-text.ts';

const ROOTS = new Set(['rss', 'rdf', 'feed']);
const STORIES = new Set(['item', 'entry']);
const FRAMES = new Set([...ROOTS, ...STORIES, 'channel', 'skiphours', 'skipdays']);
const BODIES = new Set(['description', 'summary', 'content', 'encoded']);
/** Elements of text that the adapter in parse-feed.ts reads; everything else is left out before the parser sees it. */
const TEXTS = new Set([
  ...BODIES,
  ...['title', 'link', 'guid', 'id', 'language', 'ttl', 'hour', 'day', 'updateperiod', 'updatefrequency'],
  ...['pubdate', 'date', 'published', 'updated', 'issued', 'modified', 'created'],
]);
/** Elements of HTML without an end (https://html.spec.whatwg.org/#void-elements), and such as may leave it out. */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const ENDS_ITSELF = new Set(['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'option']);

/** The parser (feedsmith 3.0.1) reads these lists as empty where they hold one entry; an empty one before it helps. */
export const EMPTY_FIRST: Readonly<Record<string, string>> = { skiphours: '<hour></hour>', skipdays: '<day></day>' };

/** What an element is: one that holds others, one of text, one inside a text, or one that is left out with all that is in it. */
export type ElementRole = 'frame' | 'text' | 'inner' | 'unread';

/** What an element is by its local name, and by what the element around it is; that is undefined for the document's own. */
export function roleOf(local: string, outer: ElementRole | undefined): ElementRole {
  if (outer === 'unread') return 'unread';
  if (outer === 'text' || outer === 'inner') return isUnread(local) ? 'unread' : 'inner';
  if (outer === undefined) return ROOTS.has(local) ? 'frame' : 'unread';
  if (FRAMES.has(local)) return 'frame';
  return TEXTS.has(local) ? 'text' : 'unread';
}

/** Whether an element is one story. */
export function isStory(local: string): boolean {
  return STORIES.has(local);
}

/** Whether an element may hold long text. */
export function isBody(local: string): boolean {
  return BODIES.has(local);
}

/** Whether an element of HTML never has an end. */
export function isVoid(local: string): boolean {
  return VOID.has(local);
}

/** Whether an element of HTML ends where the next of its kind begins. */
export function endsItself(local: string): boolean {
  return ENDS_ITSELF.has(local);
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
