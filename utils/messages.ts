import browser, { type Runtime } from 'webextension-polyfill';
import type { Cards, DigestState } from './digest/card.ts';
import type { TermId } from './digest/ids.ts';
import type { PageSummary } from './page/summary.ts';

/** Every message between contexts: what it carries, and what is answered. Checked on arrival in message-guard.ts. */
interface Messages {
  /** The cards of some terms; content scripts ask the background. */
  'cards.get': { data: { ids: readonly TermId[] }; reply: Cards };
  /** How many terms stand on the sender's page, for the badge. */
  'page.terms': { data: { count: number }; reply: undefined };
  /** Makes sure that the compiled lexicon is where pages read it. */
  'lexicon.ensure': { data: Record<string, never>; reply: undefined };
  /** Installs the packaged digest anew; only our own pages may ask. */
  'digest.reinstall': { data: Record<string, never>; reply: DigestState };
  /** A card was opened in one of several frames of a tab; content scripts tell the background, which tells all of them. */
  'card.opened': { data: { frame: number }; reply: undefined };
  /** A shortcut of the reader's; the background asks the content scripts of a tab. Answers whether there was a term to go to. */
  'page.command': { data: { command: PageCommand; isLastResort: boolean }; reply: boolean };
  /** What the popup shows of a page; the popup asks the page's content script. */
  'page.summary': { data: Record<string, never>; reply: PageSummary };
}

/** Shortcuts that a page carries out, by their names in the manifest. */
export type PageCommand = 'next-term' | 'previous-term' | 'open-card' | 'close-card';

export type MessageKind = keyof Messages;
export type Data<K extends MessageKind> = Messages[K]['data'];
export type Reply<K extends MessageKind> = Messages[K]['reply'];

/** Asks the background. */
export function ask<K extends MessageKind>(kind: K, data: Data<K>): Promise<Reply<K>> {
  return browser.runtime.sendMessage({ kind, data });
}

/** Asks the content script in the top frame of a tab. Rejects where there is none. */
export function askTab<K extends MessageKind>(tabId: number, kind: K, data: Data<K>): Promise<Reply<K>> {
  return browser.tabs.sendMessage(tabId, { kind, data }, { frameId: 0 });
}

/** Asks or tells the content scripts in all frames of a tab; the first answer counts. Rejects where there is none. */
export function askFrames<K extends MessageKind>(tabId: number, kind: K, data: Data<K>): Promise<Reply<K>> {
  return browser.tabs.sendMessage(tabId, { kind, data });
}

/** What a content script answers; `undefined` where it is not the one who is meant. */
type PageAnswers = {
  readonly [K in 'page.summary' | 'page.command' | 'card.opened']: (data: Data<K>) => Reply<K> | undefined;
};

/**
 * Answers popup and background from a content script, to which none but our own pages can send; so that pages need not
 * load the schemas. Returns how to stop.
 */
export function answerInPage(answers: PageAnswers): () => void {
  return listen((message, sender) => {
    const { kind, data } = (message ?? {}) as { kind: keyof PageAnswers; data: never };
    const reply = isFromUs(sender) ? answers[kind]?.(data) : undefined;
    return reply === undefined ? undefined : Promise.resolve(reply);
  });
}

/** Whether a message comes from this extension. */
function isFromUs({ id }: Runtime.MessageSender): boolean {
  return id === browser.runtime.id;
}

/** Adds a listener for messages. Returns how to stop. */
export function listen(
  listener: (message: unknown, sender: Runtime.MessageSender) => Promise<unknown> | undefined,
): () => void {
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerAsync);
  return () => browser.runtime.onMessage.removeListener(listener as Runtime.OnMessageListenerAsync);
}
