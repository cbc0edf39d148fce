import * as v from 'valibot';
import type { Runtime } from 'webextension-polyfill';
import { TermIdSchema } from '../digest/ids.ts';
import type { Data, MessageKind, Reply } from '../messages.ts';
import { MOST_CARDS } from '../most-cards.ts';
import { DigestSourceSchema, FeedSourceSchema, MOST_FEEDS, SourceIdSchema } from '../sync/sources.ts';

const NOTHING = v.strictObject({});
const FEED = v.omit(FeedSourceSchema, ['id']);
const atMostAll = <T extends v.GenericSchema>(entry: T) =>
  v.pipe(v.array(entry), v.minLength(1), v.maxLength(MOST_FEEDS + 1));

/** What the background answers: to whom, and what the message must hold. `own`: our own pages only, no content script. */
const RULES = {
  'cards.get': {
    from: 'page',
    data: v.strictObject({ ids: v.pipe(v.array(TermIdSchema), v.minLength(1), v.maxLength(MOST_CARDS)) }),
  },
  'page.terms': { from: 'page', data: NOTHING },
  'card.opened': { from: 'page', data: v.strictObject({ frame: v.number() }) },
  'lexicon.ensure': { from: 'page', data: NOTHING },
  'digest.reinstall': { from: 'own', data: NOTHING },
  'sync.now': {
    from: 'own',
    data: v.strictObject({ sources: v.union([v.literal('all'), atMostAll(SourceIdSchema)]) }),
  },
  'sync.cancel': { from: 'own', data: NOTHING },
  'sync.progress': { from: 'own', data: NOTHING },
  'feeds.add': { from: 'own', data: v.strictObject({ feeds: atMostAll(FEED) }) },
  'digest.choose': { from: 'own', data: v.strictObject({ source: DigestSourceSchema }) },
  'source.remove': { from: 'own', data: v.strictObject({ id: SourceIdSchema }) },
  'source.pause': { from: 'own', data: v.strictObject({ id: SourceIdSchema, paused: v.boolean() }) },
} as const satisfies Partial<Record<MessageKind, { from: 'page' | 'own'; data: v.GenericSchema }>>;

export type AnsweredKind = keyof typeof RULES;
export type Handlers = {
  readonly [K in AnsweredKind]: (data: Data<K>, sender: Runtime.MessageSender) => Promise<Reply<K>>;
};

/** The extension as a listener knows itself. */
export interface Self {
  readonly id: string;
  /** Address that its own pages begin with. */
  readonly origin: string;
}

/**
 * Makes a listener that answers only what is well formed and comes from where it may; all else is left alone, for
 * other listeners and other extensions send messages too.
 */
export function guarded(handlers: Handlers, self: Self) {
  return (message: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined => {
    const kind = kindOf(message);
    if (kind === undefined || sender.id !== self.id) return undefined;
    if (RULES[kind].from === 'own' && !isOwnPage(sender, self)) return undefined;
    const parsed = v.safeParse(v.strictObject({ kind: v.literal(kind), data: RULES[kind].data }), message);
    if (!parsed.success) return undefined;
    const handle = handlers[kind] as (data: unknown, from: Runtime.MessageSender) => Promise<unknown>;
    return handle(parsed.output.data, sender);
  };
}

function kindOf(message: unknown): AnsweredKind | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  const { kind } = message;
  return typeof kind === 'string' && Object.hasOwn(RULES, kind) ? (kind as AnsweredKind) : undefined;
}

/** A page of ours, such as the popup; a content script has the address of its page. */
function isOwnPage({ url }: Runtime.MessageSender, { origin }: Self): boolean {
  return url?.startsWith(origin) ?? false;
}
