import browser from 'webextension-polyfill';
import type { LexiconBuffers } from './lexicon/lexicon.ts';
import { StoredValue } from './local-storage.ts';

/**
 * Where pages read the compiled lexicon: `storage.local` answers a page in 1-2 ms and wakes nobody, so that a page
 * without terms never needs the background. Base64, since Chromium stores JSON there. Labels and signs are kept apart,
 * for most pages never need the signs.
 */
interface StoredBuffer {
  /** Digest and version it was compiled from, and the layout. */
  readonly key: string;
  readonly base64: string;
}

/** The lexicon that is kept. */
export interface KeptLexicon {
  readonly labels: ArrayBuffer;
  /** The signs that belong to it; undefined where another lexicon has come meanwhile. */
  signs(): Promise<ArrayBuffer | undefined>;
}

const LABELS = 'lexicon';
const SIGNS = 'signs';
const labelsItem = new StoredValue<StoredBuffer | undefined>(LABELS, undefined);
const signsItem = new StoredValue<StoredBuffer | undefined>(SIGNS, undefined);

/** Changes with the layout of the buffers, or with words that are compiled into each, so that an update of the extension compiles them anew. */
const LAYOUT = 6;

/** What the lexicon of a digest is kept under: its records, and those of them that may not be shown. */
export function lexiconKey({ stateHash, withheld }: { stateHash: string; withheld: readonly string[] }): string {
  return [LAYOUT, stateHash, ...withheld].join(' ');
}

/** The key of the lexicon that is kept, if any. */
export async function storedLexiconKey(): Promise<string | undefined> {
  return (await labelsItem.get())?.key;
}

/** Keeps a compiled lexicon; pages are told. */
export async function storeLexicon(key: string, { labels, signs }: LexiconBuffers): Promise<void> {
  const stored = (buffer: ArrayBuffer): StoredBuffer => ({ key, base64: new Uint8Array(buffer).toBase64() });
  // At once, so that they are never of two digests.
  await browser.storage.local.set({ [LABELS]: stored(labels), [SIGNS]: stored(signs) });
}

/** The lexicon that is kept; undefined where there is none, or only one of another layout. */
export async function readLexicon(): Promise<KeptLexicon | undefined> {
  const stored = await labelsItem.get();
  return stored?.key.startsWith(`${LAYOUT} `) ? keptAs(stored) : undefined;
}

/** Calls `onLexicon` whenever another lexicon is kept. Returns how to stop. */
export function watchLexicon(onLexicon: (lexicon: KeptLexicon) => void): () => void {
  return labelsItem.watch((stored) => {
    if (stored) onLexicon(keptAs(stored));
  });
}

function keptAs(labels: StoredBuffer): KeptLexicon {
  return {
    labels: bufferOf(labels),
    signs: async () => {
      const signs = await signsItem.get();
      return signs?.key === labels.key ? bufferOf(signs) : undefined;
    },
  };
}

/** Into bytes that are there already: three times as fast as into some that grow. Up to two are left over. */
function bufferOf({ base64 }: StoredBuffer): ArrayBuffer {
  const bytes = new Uint8Array((base64.length / 4) * 3);
  bytes.setFromBase64(base64);
  return bytes.buffer;
}
