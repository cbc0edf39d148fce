import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { draw, textOf, until } from '../../components/testing/page-in-memory.ts';
import { installDigest } from '../../utils/digest/install.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { storeLexicon } from '../../utils/lexicon-store.ts';
import { OptionsPage } from './OptionsPage.tsx';

// A browser with storage that tells of changes, in which nobody else is at home.
vi.mock('webextension-polyfill', () => {
  const storageArea = () => {
    const stored = new Map<string, unknown>();
    const listeners = new Set<(changes: object) => void>();
    return {
      get: async (key: string) => ({ [key]: stored.get(key) }),
      set: async (items: object) => {
        for (const [key, value] of Object.entries(items)) stored.set(key, value);
        const changes = Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }]));
        for (const listener of listeners) listener(changes);
      },
      onChanged: {
        addListener: (listener: (changes: object) => void) => void listeners.add(listener),
        removeListener: (listener: (changes: object) => void) => void listeners.delete(listener),
      },
    };
  };
  return {
    default: {
      storage: { local: storageArea(), session: storageArea() },
      runtime: {
        getURL: (path: string) => `data:application/json,null#${path}`,
        sendMessage: () => Promise.reject(new Error('Nobody.')),
      },
      tabs: { getCurrent: async () => undefined, query: async () => [] },
    },
  };
});

// Browsers know the base64 of bytes, Node does not yet; what the labels are is all the same here.
Object.assign(Uint8Array.prototype, { toBase64: () => '', setFromBase64: () => undefined });

/** Installs a version as the background does: its labels are kept when it is there. */
async function install(version: number): Promise<void> {
  const digest = parseDigest(
    exampleDigest(({ head }) => {
      head.version = version;
    }),
    'the example',
  );
  await installDigest(digest, new Date());
  await storeLexicon(`labels of version ${version}`, { labels: new ArrayBuffer(4), signs: new ArrayBuffer(4) });
}

/** Ids of what was scrolled to. */
const scrolledTo: string[] = [];
HTMLElement.prototype.scrollIntoView = function () {
  scrolledTo.push(this.id);
};

beforeEach(async () => {
  vi.stubGlobal('location', { hash: '' });
  scrolledTo.length = 0;
  await install(2);
});

it('shows the digest that is installed, also when another one takes its place without a sync', async () => {
  draw(<OptionsPage />);
  await until(() => expect(textOf('#sources')).toContain('Version 2 of'));
  await install(1);
  await until(() => expect(textOf('#sources')).toContain('Version 1 of'));
});

it('leads to the place that its address names, for the popup links to “Add a source”', async () => {
  vi.stubGlobal('location', { hash: '#add' });
  draw(<OptionsPage />);
  await until(() => expect(scrolledTo).toEqual(['add']));
});
