import browser, { type Runtime } from 'webextension-polyfill';
import type { Added } from './background/sources.ts';
import type { Cards, DigestState } from './digest/card.ts';
import type { TermId } from './digest/ids.ts';
import type { PageSummary } from './page/summary.ts';
import type { SyncProgress } from './sync/progress.ts';
import type { Requested, RunEnd } from './sync/run-edges.ts';
import type { DigestSource, NewFeed, SourceId } from './sync/sources.ts';

/** Cards with the style they are shown in: a tenth of our script, and kept out of pages until a card opens there. */
export interface StyledCards extends Cards {
  readonly style: string;
}

/** Every message between contexts: what it carries, and what is answered. Checked on arrival in message-guard.ts. */
interface Messages {
  /** The cards of some terms; content scripts ask the background. */
  'cards.get': { data: { ids: readonly TermId[] }; reply: StyledCards };
  /** Another number of terms than before stands on the sender’s page; the background, for the badge, and an open popup ask all frames of the tab. */
  'page.terms': { data: Record<string, never>; reply: undefined };
  /** Makes sure that the compiled lexicon is where pages read it. */
  'lexicon.ensure': { data: Record<string, never>; reply: undefined };
  /** Installs the packaged digest anew; only our own pages may ask. */
  'digest.reinstall': { data: Record<string, never>; reply: DigestState };
  /** A card was opened in one of several frames of a tab; content scripts tell the background, which tells all of them. */
  'card.opened': { data: { frame: number }; reply: undefined };
  /** A shortcut of the reader's; the background asks the content scripts of a tab. Answers whether there was a term to go to. */
  'page.command': { data: { command: PageCommand; isLastResort: boolean }; reply: boolean };
  /** Checks sources now, because the reader asked for it. */
  'sync.now': { data: { sources: Requested }; reply: RunEnd | 'started' };
  /** Ends the sync under way. */
  'sync.cancel': { data: Record<string, never>; reply: undefined };
  /** How far the sync has come; waking the background also has it go on with one that was cut short. */
  'sync.progress': { data: Record<string, never>; reply: SyncProgress };
  'feeds.add': { data: { feeds: readonly NewFeed[] }; reply: Added };
  'digest.choose': { data: { source: DigestSource }; reply: Added };
  'source.remove': { data: { id: SourceId }; reply: undefined };
  'source.pause': { data: { id: SourceId; paused: boolean }; reply: undefined };
}

/** Shortcuts that a page carries out, by their names in the manifest. */
export type PageCommand = 'next-term' | 'previous-term' | 'open-card' | 'close-card';

export type MessageKind = keyof Messages;
export type Data<K extends MessageKind> = Messages[K]['data'];
export type Reply<K extends MessageKind> = Messages[K]['reply'];

/** Asks the background. */
export async function ask<K extends MessageKind>(kind: K, data: Data<K>): Promise<Reply<K>> {
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

/** Connections over which every frame of a tab says what is on its page; to a message, only one can answer. */
const SUMMARIES = 'page.summaries';
/** A page may be busy for so long; the top frame is waited for, since only it knows the site. */
const TOP_ANSWERS_MS = 3000;
/** When no frame has answered for so long after the top one, or for as long as that took, all have but those that are busy. */
const ALL_ANSWERED_MS = 100;

/** What stands in the frames of a tab. Rejects where there is no content script. */
export function summariesOf(tabId: number): Promise<[PageSummary, ...PageSummary[]]> {
  const { promise, resolve, reject } = Promise.withResolvers<[PageSummary, ...PageSummary[]]>();
  const port = browser.tabs.connect(tabId, { name: SUMMARIES });
  const asked = performance.now();
  const summaries: PageSummary[] = [];
  const finish = () => {
    const [first, ...others] = summaries;
    if (first) resolve([first, ...others]);
    else reject(new Error('No script of ours runs in this tab.'));
    port.disconnect();
  };
  let timer = setTimeout(finish, TOP_ANSWERS_MS);
  port.onDisconnect.addListener(finish);
  port.onMessage.addListener((message) => {
    const summary = message as PageSummary;
    summaries.push(summary);
    if (summaries.every(({ frame }) => frame === 'inner')) return;
    clearTimeout(timer);
    const others = Math.max(ALL_ANSWERED_MS, performance.now() - asked);
    timer = setTimeout(finish, summary.frame === 'only' ? 0 : others);
  });
  return promise;
}

/** Says what is on a page whenever popup or background ask. Returns how to stop. */
export function answerSummary(summary: () => Promise<PageSummary>): () => void {
  const listener = async (port: Runtime.Port) => {
    if (port.name !== SUMMARIES || !port.sender || !isFromUs(port.sender)) return;
    try {
      port.postMessage(await summary());
    } catch {
      // Whoever asked waits no longer.
    }
  };
  browser.runtime.onConnect.addListener(listener);
  return () => browser.runtime.onConnect.removeListener(listener);
}

/** What a content script answers; `undefined` where it is not the one who is meant. */
type PageAnswers = {
  readonly [K in 'page.command' | 'card.opened']: (data: Data<K>) => Reply<K> | undefined;
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
