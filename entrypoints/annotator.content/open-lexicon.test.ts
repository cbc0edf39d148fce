import { beforeEach, expect, it, vi } from 'vitest';
import type { KeptLexicon } from '../../utils/lexicon-store.ts';
import { openLexicon } from './open-lexicon.ts';

interface StoreInMemory {
  kept: KeptLexicon | undefined;
  readonly watchers: Set<(lexicon: KeptLexicon) => void>;
  /** A read that has begun is answered when this resolves, with what was kept when it began. */
  answer: Promise<void>;
  asked: string[];
}

const store = vi.hoisted(
  (): StoreInMemory => ({ kept: undefined, watchers: new Set(), answer: Promise.resolve(), asked: [] }),
);

// Outside a browser there is no storage: one in memory, which may be slow to answer.
vi.mock('../../utils/lexicon-store.ts', () => ({
  readLexicon: async () => {
    const { kept } = store;
    await store.answer;
    return kept;
  },
  watchLexicon: (watcher: (lexicon: KeptLexicon) => void) => {
    store.watchers.add(watcher);
    return () => store.watchers.delete(watcher);
  },
}));
vi.mock('../../utils/messages.ts', () => ({ ask: async (kind: string) => void store.asked.push(kind) }));

const [older, newer, newest] = [1, 2, 3].map((bytes) => lexiconOf(bytes)) as [KeptLexicon, KeptLexicon, KeptLexicon];
let given: KeptLexicon[];
let stop: () => void;

beforeEach(() => {
  Object.assign(store, { kept: undefined, answer: Promise.resolve(), asked: [] });
  store.watchers.clear();
  given = [];
});

function lexiconOf(bytes: number): KeptLexicon {
  return { labels: new ArrayBuffer(bytes), signs: async () => undefined };
}

function keep(lexicon: KeptLexicon): void {
  store.kept = lexicon;
  for (const watcher of store.watchers) watcher(lexicon);
}

function open(): Promise<void> {
  return openLexicon(
    (lexicon) => given.push(lexicon),
    (how) => {
      stop = how;
    },
  );
}

it('gives the lexicon that is kept, and each later one until it is stopped', async () => {
  keep(older);
  await open();
  keep(newer);
  stop();
  keep(newest);
  expect(given).toEqual([older, newer]);
  expect(store.asked).toEqual([]);
});

it('never gives an older lexicon after a newer one that came while it was read', async () => {
  keep(older);
  const { promise, resolve } = Promise.withResolvers<void>();
  store.answer = promise;
  const opening = open();
  keep(newer);
  resolve();
  await opening;
  expect(given).toEqual([newer]);
});

it('has one made where none is kept, and gives that when it is', async () => {
  await open();
  expect(store.asked).toEqual(['lexicon.ensure']);
  keep(older);
  expect(given).toEqual([older]);
});
