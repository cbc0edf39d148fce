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
  /** What the popup shows of a page; the popup asks the page's content script. */
  'page.summary': { data: Record<string, never>; reply: PageSummary };
}

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

/**
 * Answers the popup from a content script, where the only message that can arrive carries nothing; so that pages
 * need not load the schemas. Returns how to stop.
 */
export function answerPopup(summary: () => PageSummary): () => void {
  const listener = (message: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined => {
    const isAsked = (message as { kind?: unknown } | null)?.kind === 'page.summary' && isFromUs(sender);
    return isAsked ? Promise.resolve(summary()) : undefined;
  };
  return listen(listener);
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
