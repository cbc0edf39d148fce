import { join } from 'node:path';
import { rootFile } from '../utils/sync/digest/format.ts';
import { nextRoot, readRoot, type VerifiedRoot } from '../utils/sync/digest/root.ts';
import { namesIn, textIfThere } from './files.ts';
import { KeyError } from './key-file.ts';

/**
 * Every root of a folder, first to last, each verified against the one before.
 * @throws KeyError where there is none, or one is wrong; FileError where one cannot be read
 */
export async function readRoots(folder: string): Promise<[VerifiedRoot, ...VerifiedRoot[]]> {
  const first = join(folder, rootFile(1));
  const text = textIfThere(first);
  if (text === undefined)
    throw new KeyError(
      `${folder}: holds no ${rootFile(1)}; make keys with "newsgloss keys", or name their folder with --keys`,
    );
  const roots: [VerifiedRoot, ...VerifiedRoot[]] = [verified(await readRoot(text), first)];
  for (let version = 2; ; version++) {
    const path = join(folder, rootFile(version));
    const next = textIfThere(path);
    if (next === undefined) return roots;
    roots.push(verified(await nextRoot(next, roots.at(-1) ?? roots[0]), path));
  }
}

/** The paths of the key files in a folder; none where there is no folder. */
export function keyFilesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.key.json'))
    .sort()
    .map((name) => join(folder, name));
}

function verified(root: VerifiedRoot | string, path: string): VerifiedRoot {
  if (typeof root === 'string') throw new KeyError(`${path}: cannot be followed from the root before it (${root})`);
  return root;
}
