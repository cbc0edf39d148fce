import * as v from 'valibot';
import { isAskable, isOnThisDevice } from '../digest/askable.ts';

/** The digest's id among the sources; there is one at a time. */
export const DIGEST_ID = 'digest';

/** Feeds that a reader may add; beyond it the database is another product. */
export const MOST_FEEDS = 200;

const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const address = v.pipe(v.string(), v.maxLength(2000), v.check(isSourceAddress));
const feedId = v.pipe(v.string(), v.regex(/^feed-[a-z0-9-]{1,40}$/));

/** A signed digest: where its files are, and the root whose signatures count. */
export const DigestSourceSchema = v.strictObject({
  url: address,
  /** The text of the first `root.json`, as the reader confirmed it. */
  root: v.pipe(v.string(), v.minLength(2), v.maxLength(16_384)),
  title,
  publisher: title,
});

export const FeedSourceSchema = v.strictObject({ id: feedId, url: address, title, paused: v.boolean() });

/** `default`: what the extension came with. `none`: the reader wants the packaged digest only. */
export const DigestChoiceSchema = v.variant('state', [
  v.strictObject({ state: v.literal('default'), paused: v.boolean() }),
  v.strictObject({ state: v.literal('none') }),
  v.strictObject({ state: v.literal('chosen'), paused: v.boolean(), source: DigestSourceSchema }),
]);

const SourcesSchema = v.strictObject({
  format: v.literal(1),
  digest: DigestChoiceSchema,
  feeds: v.pipe(v.array(FeedSourceSchema), v.maxLength(MOST_FEEDS)),
});

export const SourceIdSchema = v.union([v.literal(DIGEST_ID), feedId]);

export type SourceId = v.InferOutput<typeof SourceIdSchema>;
export type DigestSource = v.InferOutput<typeof DigestSourceSchema>;
export type FeedSource = v.InferOutput<typeof FeedSourceSchema>;
/** A feed that is to be added; it gets its id then. */
export type NewFeed = Omit<FeedSource, 'id'>;
/** Where a reader's terms and stories come from. */
export type Sources = v.InferOutput<typeof SourcesSchema>;

export const NO_SOURCES: Sources = { format: 1, digest: { state: 'default', paused: false }, feeds: [] };

/** Something that can be checked. */
export type CheckedSource =
  | { readonly kind: 'digest'; readonly id: SourceId; readonly source: DigestSource }
  | { readonly kind: 'feed'; readonly id: SourceId; readonly source: FeedSource };

/** Why a source was not added, in words. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}

/** Reads what is stored, of this version or an older one; what cannot be read counts as nothing. */
export function parseSources(stored: unknown): Sources {
  const parsed = v.safeParse(SourcesSchema, stored);
  return parsed.success ? parsed.output : NO_SOURCES;
}

/** The digest that is checked: the reader's choice, else the one the extension came with, if any. */
export function digestSource({ digest }: Sources, packaged: DigestSource | undefined): DigestSource | undefined {
  if (digest.state === 'none') return undefined;
  return digest.state === 'chosen' ? digest.source : packaged;
}

/** Whether the digest stays as it is until the reader wants it checked again. */
export function isDigestPaused({ digest }: Sources): boolean {
  return digest.state !== 'none' && digest.paused;
}

/** Everything that is checked, the digest first; what is paused is left out. */
export function activeSources(sources: Sources, packaged: DigestSource | undefined): CheckedSource[] {
  const digest = digestSource(sources, packaged);
  const feeds = sources.feeds.filter(({ paused }) => !paused);
  return [
    ...(digest && !isDigestPaused(sources) ? [{ kind: 'digest', id: DIGEST_ID, source: digest } as const] : []),
    ...feeds.map((source) => ({ kind: 'feed', id: source.id, source }) as const),
  ];
}

/** What a reader knows a source by; a feed is its own publisher. */
export function namesOf({ kind, source }: CheckedSource): { title: string; publisher: string } {
  return { title: source.title, publisher: kind === 'digest' ? source.publisher : source.title };
}

/** Puts a digest in the place of the present one. */
export function withDigest(sources: Sources, source: DigestSource): Sources {
  return { ...sources, digest: { state: 'chosen', paused: false, source } };
}

/**
 * Adds a feed under an id of its own.
 * @throws SourceRefused when it is there already, or there are too many
 */
export function withFeed(sources: Sources, feed: { url: string; title: string }, id: string): Sources {
  const known = sources.feeds.find(({ url }) => url === feed.url);
  if (known) throw new SourceRefused(`This feed is in your list already, as “${known.title}”.`);
  if (sources.feeds.length >= MOST_FEEDS)
    throw new SourceRefused(`There are ${MOST_FEEDS} feeds already; remove one to add another.`);
  return { ...sources, feeds: [...sources.feeds, { ...feed, id, paused: false }] };
}

/** Takes a source away; without its digest the extension goes back to the one it came with. */
export function withoutSource(sources: Sources, id: SourceId): Sources {
  if (id !== DIGEST_ID) return { ...sources, feeds: sources.feeds.filter((feed) => feed.id !== id) };
  const isChosen = sources.digest.state === 'chosen';
  return { ...sources, digest: isChosen ? { state: 'default', paused: false } : { state: 'none' } };
}

/** Stops checking a source, or goes on. */
export function withPaused(sources: Sources, id: SourceId, paused: boolean): Sources {
  if (id !== DIGEST_ID) return { ...sources, feeds: changed(sources.feeds, id, { paused }) };
  return sources.digest.state === 'none' ? sources : { ...sources, digest: { ...sources.digest, paused } };
}

/** Takes over what a feed says of itself: its name, and the address it moved to for good. */
export function withFeedSaid(sources: Sources, id: SourceId, said: { title?: string; movedTo?: string }): Sources {
  const { title: own, movedTo } = said;
  return {
    ...sources,
    feeds: changed(sources.feeds, id, {
      ...(own === undefined || own.trim() === '' ? {} : { title: own.trim().slice(0, 200) }),
      ...(movedTo === undefined || !isSourceAddress(movedTo) ? {} : { url: movedTo }),
    }),
  };
}

/** Whether sources may live at an address: https without credentials, or http on this device. */
export function isSourceAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return isAskable(url) && url.username === '' && url.password === '';
}

/** Whether an address is on this device. */
export function isLoopback(url: string): boolean {
  return isOnThisDevice(new URL(url));
}

function changed(feeds: readonly FeedSource[], id: SourceId, change: Partial<FeedSource>): FeedSource[] {
  return feeds.map((feed) => (feed.id === id ? { ...feed, ...change } : feed));
}
