import { join } from 'node:path';
import { bytesIfThere } from './files.ts';

/** Where a folder pretends to be when the extension's client reads it. */
export const FOLDER_URL = 'https://digest.invalid/';

/** Answers requests for files of a folder, as a host would; `staged` files go before those that are there. */
export function folderFetch(folder: string, staged: ReadonlyMap<string, Uint8Array> = new Map()): typeof fetch {
  return async (input) => {
    const name = new URL(String(input)).pathname.slice(1);
    const bytes = staged.get(name) ?? bytesIfThere(join(folder, name));
    return bytes ? new Response(new Uint8Array(bytes)) : new Response(null, { status: 404 });
  };
}
