import Dexie from 'dexie';
import { compileInstalled } from '../../../utils/background/digest-lexicon.ts';
import { type Cards, cardsOf } from '../../../utils/digest/card.ts';
import { checkRows } from '../../../utils/digest/check-rows.ts';
import { closeDatabase, deleteDatabase } from '../../../utils/digest/database.ts';
import { installedDigest } from '../../../utils/digest/install.ts';
import type { TermId } from '../../../utils/digest/schema.ts';
import {
  DIGEST_LOCK,
  type DigestSource,
  type SyncEdges,
  type SyncResult,
  syncDigest,
} from '../../../utils/sync/digest/sync-digest.ts';

/** What is installed in a browser, and whether it is as it was signed. */
interface PlugState {
  readonly version: number | undefined;
  readonly stories: number;
  readonly isWhole: boolean;
}

/** The digest client with handles for tests and benches, in an extension of its own. */
export interface Plug {
  sync(source: DigestSource): Promise<SyncResult & { readonly ms: number }>;
  /** The same in the background. */
  syncInBackground(source: DigestSource): Promise<SyncResult & { readonly ms: number }>;
  /** Waits for what a sync does once it has ended; how long, ms. */
  settle(): Promise<number>;
  /**
   * Begins a sync and comes back as soon as its step of that number begins, while it goes on; where there is no such step,
   * at its end. A step is a request or a transaction of the database. @returns how many there have been
   */
  syncToStep(source: DigestSource, step: number | undefined): Promise<number>;
  state(): Promise<PlugState>;
  cards(id: string): Promise<Cards | undefined>;
  forget(): Promise<void>;
  /** Writes the rows of a snapshot (100 of them where none is named) into tables like ours and does nothing else: the least a sync could take, ms. */
  writeBare(url: string | undefined): Promise<number>;
  /** Asks the background for a card again and again for so long; how long each took, ms. */
  timeCards(id: string, forMs: number): Promise<number[]>;
  /** The same while the background syncs. */
  timeCardsDuring(source: DigestSource, id: string): Promise<number[]>;
}

interface Extension {
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: {
      addListener(listener: (message: unknown, sender: unknown, reply: (answer: unknown) => void) => true): void;
    };
  };
}

const { browser, chrome } = globalThis as unknown as { browser?: Extension; chrome: Extension };
const extension = browser ?? chrome;

const edges: SyncEdges = {
  fetch: (...request) => fetch(...request),
  now: () => new Date(),
  signal: new AbortController().signal,
  onProgress: () => undefined,
  random: Math.random,
};

const plug: Plug = {
  sync: async (source) => {
    const start = performance.now();
    const result = await syncDigest(source, edges);
    return { ...result, ms: performance.now() - start };
  },
  settle: async () => {
    const start = performance.now();
    await navigator.locks.request(DIGEST_LOCK, () => undefined);
    return performance.now() - start;
  },
  syncToStep: (source, last) =>
    new Promise((resolve) => {
      let steps = 0;
      const takeStep = () => {
        if (++steps === last) resolve(steps);
      };
      const genuine = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...asked) {
        takeStep();
        return genuine.apply(this, asked);
      };
      // A connection keeps the function it was opened with.
      closeDatabase();
      const fetchInSteps: SyncEdges['fetch'] = (...request) => {
        takeStep();
        return fetch(...request);
      };
      syncDigest(source, { ...edges, fetch: fetchInSteps }).finally(() => {
        IDBDatabase.prototype.transaction = genuine;
        closeDatabase();
        resolve(steps);
      });
    }),
  syncInBackground: (source) => extension.runtime.sendMessage(source) as ReturnType<Plug['sync']>,
  state: async () => {
    const installed = await installedDigest();
    return {
      version: installed?.head.version,
      stories: installed?.stories ?? 0,
      isWhole: (await checkRows({ rows: 'all' })).isWhole,
    };
  },
  cards: (id) => cardsOf([id as TermId]),
  forget: async () => {
    closeDatabase();
    await deleteDatabase();
  },
  writeBare: async (url) => {
    if (url) bareRows = await rowsOf(url);
    return timeBare(url ? bareRows : bareRows.slice(-100));
  },
  timeCards: (id, forMs) => {
    const end = performance.now() + forMs;
    return timeCardsWhile(id, () => performance.now() < end);
  },
  timeCardsDuring: async (source, id) => {
    let isSyncing = true;
    const sync = plug.syncInBackground(source).finally(() => {
      isSyncing = false;
    });
    const times = await timeCardsWhile(id, () => isSyncing);
    const { state } = await sync;
    if (state !== 'updated') throw new Error(`The sync came to "${state}".`);
    return times;
  },
};

Object.assign(globalThis, { plug });

if (!('document' in globalThis) || location.pathname.endsWith('_generated_background_page.html')) {
  extension.runtime.onMessage.addListener((message, _sender, reply) => {
    const asked = message as DigestSource | { readonly card: string };
    const answer = 'card' in asked ? plug.cards(asked.card) : syncAndCompile(asked);
    answer.then(reply);
    return true;
  });
}

/** All that the background of Newsgloss does for a new digest. */
async function syncAndCompile(source: DigestSource): ReturnType<Plug['sync']> {
  const result = await plug.sync(source);
  const installed = await installedDigest();
  if (installed) await compileInstalled(installed);
  return result;
}

interface BareRow {
  readonly id: string;
  readonly terms?: readonly string[];
}

let bareRows: readonly BareRow[] = [];

async function rowsOf(url: string): Promise<BareRow[]> {
  const body = (await fetch(url)).body?.pipeThrough(new DecompressionStream('gzip'));
  const lines = (await new Response(body ?? null).text()).split('\n').slice(1, -1);
  return lines
    .map((line) => JSON.parse(line) as { t: string; r: BareRow })
    .filter(({ t }) => t === 'term' || t === 'story')
    .map(({ r }) => r);
}

async function timeBare(rows: readonly BareRow[]): Promise<number> {
  const bare = new Dexie('bare');
  bare.version(1).stores({ terms: 'id', stories: 'id, *terms' });
  await bare.open();
  const isStory = ({ terms }: BareRow) => terms !== undefined;
  const start = performance.now();
  await bare.transaction('rw', ['terms', 'stories'], async () => {
    await bare.table('terms').bulkPut(rows.filter((row) => !isStory(row)));
    await bare.table('stories').bulkPut(rows.filter(isStory));
  });
  const ms = performance.now() - start;
  await bare.delete();
  return ms;
}

async function timeCardsWhile(card: string, goesOn: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goesOn()) {
    const start = performance.now();
    await extension.runtime.sendMessage({ card });
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}
