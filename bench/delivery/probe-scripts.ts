/** How a page comes by the lexicon; `none` for pages that do without, to hold the others against. */
type Way = 'none' | 'storage' | 'message';

/** What the background of the probe is asked. */
interface Asked {
  readonly what: 'store' | 'get';
  readonly count: number;
}

/** The little of the browsers' API that the probe uses. */
declare const chrome: {
  readonly runtime: {
    getURL(path: string): string;
    sendMessage(message: Asked): Promise<ArrayBuffer>;
    readonly onMessage: {
      addListener(listener: (message: Asked, sender: unknown, reply: (answer: unknown) => void) => true): void;
    };
  };
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, string>>;
      set(items: Record<string, string>): Promise<void>;
    };
  };
};

/** In the background of the probe: keeps lexicons in the database and in `storage.local`, and hands them out. */
export function background(): void {
  const held = new Map<number, ArrayBuffer>();
  const answer = async ({ what, count }: Asked) => {
    const key = `lexicon-${count}`;
    if (what === 'get') {
      const buffer = held.get(count) ?? ((await inDatabase('readonly', (store) => store.get(key))) as ArrayBuffer);
      held.set(count, buffer);
      return buffer;
    }
    const bytes = await (await fetch(chrome.runtime.getURL(`${key}.bin`))).bytes();
    await inDatabase('readwrite', (store) => store.put(bytes.buffer, key));
    await chrome.storage.local.set({ [key]: bytes.toBase64() });
    return undefined;
  };
  function inDatabase(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('probe', 1);
      opening.onupgradeneeded = () => void opening.result.createObjectStore('lexicons');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const request = work(opening.result.transaction('lexicons', mode).objectStore('lexicons'));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      };
    });
  }
  chrome.runtime.onMessage.addListener((message, _, reply) => {
    void answer(message).then(reply);
    return true;
  });
}

/** In a page: gets the lexicon in the way that the address says, keeps it, and writes down how long that took and its size. */
export async function annotator(): Promise<void> {
  const [way, count] = location.pathname.slice(1).split('-') as [Way | 'store', string];
  const key = `lexicon-${count}`;
  const start = performance.now();
  let buffer: ArrayBuffer | undefined;
  if (way === 'store') await chrome.runtime.sendMessage({ what: 'store', count: Number(count) });
  if (way === 'storage') {
    const stored = (await chrome.storage.local.get(key))[key] ?? '';
    const bytes = new Uint8Array((stored.length / 4) * 3);
    bytes.setFromBase64(stored);
    buffer = bytes.buffer;
  }
  if (way === 'message') buffer = await chrome.runtime.sendMessage({ what: 'get', count: Number(count) });
  const took = performance.now() - start;
  Object.assign(globalThis, { lexicon: buffer });
  document.documentElement.dataset.took = `${took} ${buffer?.byteLength ?? 0}`;
}
