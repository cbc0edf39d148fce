import { describe, expect, it, test } from 'vitest';
import type { TermId } from '../digest/ids.ts';
import type { Data } from '../messages.ts';
import { type AnsweredKind, guarded, type Handlers } from './message-guard.ts';

const SELF = { id: 'us', origin: 'chrome-extension://us/' };
const POPUP = { id: 'us', url: 'chrome-extension://us/popup.html' };
const PAGE = { id: 'us', url: 'https://news.example/', tab: { id: 1 } as never };
const FORGED = { id: 'them', url: 'chrome-extension://us/popup.html' };

/** What is answered: the name of the handler that was called, or undefined. */
function answered(message: unknown, sender: object): unknown {
  const called: string[] = [];
  const handler = (kind: string) => async () => void called.push(kind);
  const handlers = Object.fromEntries(Object.keys(GOOD).map((kind) => [kind, handler(kind)]));
  guarded(handlers as unknown as Handlers, SELF)(message, sender);
  return called[0];
}

const GOOD = {
  'cards.get': { ids: ['nis2-directive' as TermId] },
  'page.terms': {},
  'card.opened': { frame: 0.5 },
  'lexicon.ensure': {},
  'digest.reinstall': {},
  'sync.now': { sources: ['digest', 'feed-1'] },
  'sync.cancel': {},
  'sync.progress': {},
  'feeds.add': { feeds: [{ url: 'https://news.example/feed', title: 'News', paused: false }] },
  'digest.choose': { source: { url: 'https://d.example/', root: '{}', title: 'Digest', publisher: 'Press' } },
  'source.remove': { id: 'feed-1' },
  'source.pause': { id: 'digest', paused: true },
} satisfies { [K in AnsweredKind]: Data<K> };
const FOR_PAGES = ['cards.get', 'page.terms', 'card.opened', 'lexicon.ensure'] as const;

describe.each(Object.entries(GOOD))('%s', (kind, data) => {
  it('is answered to the popup', () => expect(answered({ kind, data }, POPUP)).toBe(kind));
  it('is not answered to another extension', () => expect(answered({ kind, data }, FORGED)).toBeUndefined());
  it('is not answered with a field too many', () =>
    expect(answered({ kind, data: { ...data, more: 1 } }, POPUP)).toBeUndefined());
  it('is not answered without its data', () => expect(answered({ kind }, POPUP)).toBeUndefined());
});

test.each(FOR_PAGES)('a page may send %s', (kind) => {
  expect(answered({ kind, data: GOOD[kind] }, PAGE)).toBe(kind);
});

test.each(Object.entries(GOOD).filter(([kind]) => !FOR_PAGES.some((open) => open === kind)))(
  'a page may not send %s',
  (kind, data) => {
    expect(answered({ kind, data }, POPUP)).toBe(kind);
    expect(answered({ kind, data }, PAGE)).toBeUndefined();
  },
);

test.each([
  [
    'a feed over plain http',
    'feeds.add',
    { feeds: [{ url: 'http://news.example/feed', title: 'News', paused: false }] },
  ],
  ['a feed of a script', 'feeds.add', { feeds: [{ url: 'javascript:alert(1)', title: 'News', paused: false }] }],
  ['a feed without a name', 'feeds.add', { feeds: [{ url: 'https://news.example/feed', title: ' ', paused: false }] }],
  ['no feeds at all', 'feeds.add', { feeds: [] }],
  ['a digest without a root', 'digest.choose', { source: { ...GOOD['digest.choose'].source, root: '' } }],
  ['a source that is none', 'source.remove', { id: '__proto__' }],
  ['what is due, which is for the alarm', 'sync.now', { sources: 'due' }],
])('%s is left alone, even from our own pages', (_, kind, data) => {
  expect(answered({ kind, data }, POPUP)).toBeUndefined();
});

test.each([
  ['too many ids', { kind: 'cards.get', data: { ids: Array.from({ length: 9 }, (_, index) => `term-${index}`) } }],
  ['a huge id', { kind: 'cards.get', data: { ids: ['x'.repeat(5000)] } }],
  ['an id that is none', { kind: 'cards.get', data: { ids: ['../secrets'] } }],
  ['a frame by another name than a number', { kind: 'card.opened', data: { frame: 'top' } }],
  ['a count, which nobody asked for', { kind: 'page.terms', data: { count: 3 } }],
  ['an unknown kind', { kind: 'database.dump', data: {} }],
  ['a kind of the prototype', { kind: 'toString', data: {} }],
  ['nothing', null],
  ['a string', 'cards.get'],
])('%s is left alone', (_, message) => {
  expect(answered(message, PAGE)).toBeUndefined();
});
