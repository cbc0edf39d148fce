import { StoredValue } from './local-storage.ts';

/**
 * Where pages read the compiled lexicon: `storage.local` answers a page in 1-2 ms and wakes nobody, so that a page
 * without terms never needs the background. Base64, since Chromium stores JSON there.
 */
interface StoredLexicon {
  /** Digest and version it was compiled from, and the layout. */
  readonly key: string;
  readonly base64: string;
}

const item = new StoredValue<StoredLexicon | undefined>('lexicon', undefined);

/** Changes with the layout of the buffer, so that an update of the extension compiles it anew. */
const LAYOUT = 3;

/** What the lexicon of a digest is kept under: its records, and those of them that may not be shown. */
export function lexiconKey({ stateHash, withheld }: { stateHash: string; withheld: readonly string[] }): string {
  return [LAYOUT, stateHash, ...withheld].join(' ');
}

/** The key of the lexicon that is kept, if any. */
export async function storedLexiconKey(): Promise<string | undefined> {
  return (await item.get())?.key;
}

/** Keeps a compiled lexicon; pages are told. */
export async function storeLexicon(key: string, buffer: ArrayBuffer): Promise<void> {
  await item.set({ key, base64: new Uint8Array(buffer).toBase64() });
}

/** The lexicon that is kept, as a buffer of its own; undefined where there is none, or only one of another layout. */
export async function readLexicon(): Promise<ArrayBuffer | undefined> {
  const stored = await item.get();
  return stored?.key.startsWith(`${LAYOUT} `) ? bufferOf(stored) : undefined;
}

/** Calls `onLexicon` whenever another lexicon is kept. Returns how to stop. */
export function watchLexicon(onLexicon: (buffer: ArrayBuffer) => void): () => void {
  return item.watch((stored) => {
    if (stored) onLexicon(bufferOf(stored));
  });
}

/** Into bytes that are there already: three times as fast as into some that grow. Up to two are left over. */
function bufferOf({ base64 }: StoredLexicon): ArrayBuffer {
  const bytes = new Uint8Array((base64.length / 4) * 3);
  bytes.setFromBase64(base64);
  return bytes.buffer;
}
