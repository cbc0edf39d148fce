import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settled, textOf, until } from '../../components/testing/page-in-memory.ts';
import { loadPopup, type PopupData } from './popup-data.ts';
import { usePopupData } from './use-popup-data.ts';

type Listener = (message: unknown, sender: object) => unknown;
type TabListener = (id: number, change: object) => void;
const listeners = vi.hoisted(() => new Set<Listener>());
const tabListeners = vi.hoisted(() => new Set<TabListener>());

vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: {
      onUpdated: {
        addListener: (listener: TabListener) => tabListeners.add(listener),
        removeListener: (listener: TabListener) => tabListeners.delete(listener),
      },
    },
    runtime: {
      onMessage: {
        addListener: (listener: Listener) => listeners.add(listener),
        removeListener: (listener: Listener) => listeners.delete(listener),
      },
    },
  },
}));
vi.mock('./popup-data.ts', () => ({ loadPopup: vi.fn() }));

/** What the popup reads, one after the other; each is answered when the test says so. */
let reads: PromiseWithResolvers<PopupData>[];

beforeEach(async () => {
  reads = [];
  vi.mocked(loadPopup).mockImplementation(() => {
    const read = Promise.withResolvers<PopupData>();
    reads.push(read);
    return read.promise;
  });
  render(<Shown />, document.body);
  await until(() => expect(reads).toHaveLength(1));
  answer(0, 'some');
  await until(() => expect(listeners.size).toBe(1));
});
afterEach(() => render(null, document.body));

function Shown() {
  const { data, failure } = usePopupData();
  return <p>{failure ?? data?.digest.title}</p>;
}

/** Answers a read with the page in tab 7, and a title to tell it by. */
function answer(read: number, title: string) {
  reads[read]?.resolve({ tabId: 7, digest: { title } } as PopupData);
}

function tell(kind: string, tabId: number) {
  for (const listener of listeners) expect(listener({ kind, data: {} }, { tab: { id: tabId } })).toBeUndefined();
}

const expectShown = (text: string) => until(() => expect(textOf()).toBe(text));

it('shows what the page has found since, and nothing of other tabs', async () => {
  await expectShown('some');
  tell('page.terms', 8);
  tell('card.opened', 7);
  expect(reads).toHaveLength(1);
  tell('page.terms', 7);
  answer(1, 'more');
  await expectShown('more');
});

it('keeps what was asked last, though an earlier answer comes after it', async () => {
  tell('page.terms', 7);
  tell('page.terms', 7);
  answer(2, 'all');
  await expectShown('all');
  answer(1, 'more');
  await settled();
  expect(textOf()).toBe('all');
});

it('shows the page anew once it has been loaded, whether or not it has terms', async () => {
  const load = (id: number, change: object) => {
    for (const listener of tabListeners) listener(id, change);
  };
  load(8, { status: 'complete' });
  load(7, { status: 'loading' });
  expect(reads).toHaveLength(1);
  load(7, { status: 'complete' });
  answer(1, 'loaded');
  await expectShown('loaded');
});

it('says why nothing can be read only until it can be again', async () => {
  tell('page.terms', 7);
  reads[1]?.reject('The digest is torn.');
  await expectShown('The digest is torn.');
  expect(listeners.size).toBe(1);
  tell('page.terms', 7);
  answer(2, 'mended');
  await expectShown('mended');
});

it('listens no more once it is closed', async () => {
  render(null, document.body);
  await until(() => expect([listeners.size, tabListeners.size]).toEqual([0, 0]));
});
