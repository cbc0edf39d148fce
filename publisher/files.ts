import { readdirSync, readFileSync } from 'node:fs';

/** A file or folder that is there and cannot be read, or that must be there and is not; and what to do. */
export class FileError extends Error {
  override readonly name = 'FileError';
  /** What is wrong, without the path. */
  readonly trouble: string;

  constructor(path: string, trouble: string) {
    super(`${path}: ${trouble}`);
    this.trouble = trouble;
  }
}

/** The bytes of a file, or undefined where there is none. @throws FileError */
export function bytesIfThere(path: string): Buffer | undefined {
  return unlessMissing(path, { ...TROUBLES, ENOTDIR: 'lies in what is a file, not a folder' }, () =>
    readFileSync(path),
  );
}

/** The text of a file, or undefined where there is none. @throws FileError */
export function textIfThere(path: string): string | undefined {
  return bytesIfThere(path)?.toString('utf8');
}

/** The text of a file that must be there. @throws FileError */
export function textOf(path: string): string {
  const text = textIfThere(path);
  if (text === undefined) throw new FileError(path, 'is not there. Check the path');
  return text;
}

/** The names of what is in a folder; none where there is no folder. @throws FileError */
export function namesIn(folder: string): string[] {
  return unlessMissing(folder, TROUBLES, () => readdirSync(folder)) ?? [];
}

const TROUBLES: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder, where a file is expected. Move it away, or name another path',
  ENOTDIR: 'is a file, where a folder is expected. Move it away, or name another path',
  ELOOP: 'is a link that leads back to itself. Remove it',
  EACCES: 'may not be read by you. Change its permissions',
  EPERM: 'may not be read by you. Change its permissions',
};

function unlessMissing<T>(path: string, troubles: typeof TROUBLES, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new FileError(path, troubles[code] ?? `cannot be read (${message})`);
  }
}
