import { KeyError } from './key-file.ts';
import { SourceError } from './problems.ts';
import { PublishedError } from './published.ts';

/** What went wrong, for an editor: no stack for what the editor can mend. */
export function inWords(error: unknown): string {
  if (error instanceof SourceError)
    return `${error.message}\nNothing was written: mend ${error.problems.length === 1 ? 'this' : 'these'} and run again.`;
  if (error instanceof KeyError || error instanceof PublishedError) return `${error.message}. Nothing was changed.`;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return `${error.message}. Check the path.`;
  // What the system refused (a port in use, a file that is there) is no fault of the code that asked.
  if ('syscall' in error) return error.message;
  return error.stack ?? error.message;
}
