import { existsSync, statSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';

/** The path of the file that a request asks a folder for, or the status to answer with where there is none. */
export function requestedFile(folder: string, url: string | undefined): string | 400 | 404 {
  const name = nameIn(url ?? '/');
  if (name === undefined) return 400;
  const root = resolve(folder);
  const path = join(root, name);
  const isInside = path.startsWith(join(root, '/'));
  return isInside && existsSync(path) && statSync(path).isFile() ? path : 404;
}

/** Undefined where it is no address ("//"), or escapes no characters ("/%"). */
function nameIn(url: string): string | undefined {
  try {
    return normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  } catch {
    return undefined;
  }
}
