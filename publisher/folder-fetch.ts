import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a folder pretends to be when the extension's client reads it. */
export const FOLDER_URL = 'https://digest.invalid/';

/** Answers requests for files of a folder, as a host would; `staged` files go before those that are there. */
export function folderFetch(folder: string, staged: ReadonlyMap<string, Uint8Array> = new Map()): typeof fetch {
  return async (input) => {
    const name = new URL(String(input)).pathname.slice(1);
    const bytes = staged.get(name) ?? fileBytes(join(folder, name));
    return bytes ? new Response(new Uint8Array(bytes)) : new Response(null, { status: 404 });
  };
}

function fileBytes(path: string): Uint8Array | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
