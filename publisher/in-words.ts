import { FileError } from './files.ts';
import { KeyError } from './key-file.ts';
import { SourceError } from './problems.ts';
import { PublishedError } from './published.ts';

/** What to do about what the system refuses. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'Check the path.',
  EEXIST: 'Move it away, or name another path.',
  EISDIR: 'It is a folder, where a file is expected: move it away, or name another path.',
  ENOTDIR: 'A file lies where a folder is expected: move it away, or name another path.',
  EACCES: 'Change its permissions, or name another path.',
  EPERM: 'Change its permissions, or name another path.',
  EROFS: 'Nothing can be written there; name another path.',
  ENOSPC: 'Make room on the disk and run again.',
};

/** What went wrong, for an editor: no stack for what the editor can mend. */
export function inWords(error: unknown): string {
  if (error instanceof SourceError)
    return `${error.message}\nNothing was written: mend ${error.problems.length === 1 ? 'this' : 'these'} and run again.`;
  if (error instanceof KeyError || error instanceof PublishedError) return `${error.message}. Nothing was changed.`;
  if (error instanceof FileError) return `${error.message}.`;
  if (!(error instanceof Error)) return String(error);
  const advice = 'code' in error && ADVICE[String(error.code)];
  if (advice) return `${error.message}. ${advice}`;
  // What the system refused (a port in use, a file that is there) is no fault of the code that asked.
  if ('syscall' in error) return error.message;
  return error.stack ?? error.message;
}
