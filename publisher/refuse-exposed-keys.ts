import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { KeyError } from './key-file.ts';
import { keyFilesIn } from './roots.ts';

/**
 * Whoever serves a folder, or copies it to a host, gives away all that is in it.
 * @throws KeyError where keys lie in the folder that is to be published
 */
export function refuseExposedKeys(site: string, keys: string): void {
  if (!existsSync(site)) return;
  const [exposed] = isInside(site, keys) ? [keys] : keyFilesIn(site);
  if (exposed !== undefined)
    throw new KeyError(
      `${exposed}: lies in ${site}, so that its host would show the private keys to everybody. Move the keys out of it, or publish into a folder of its own; keys that were on a host already must be replaced ("newsgloss rotate")`,
    );
}

function isInside(folder: string, path: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(path));
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
