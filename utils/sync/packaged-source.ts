import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type DigestSource, DigestSourceSchema } from './sources.ts';

const FILE = 'source.json';
const FileSchema = v.nullable(DigestSourceSchema);

let read: Promise<DigestSource | undefined> | undefined;

/** Where the publisher of this build serves newer versions of its digest; undefined in a build that points nowhere (docs/editors.md). */
export function packagedSource(): Promise<DigestSource | undefined> {
  read ??= readSource().catch((error: unknown) => {
    // The next question tries again: while the extension is updated, its files cannot be read for a moment.
    read = undefined;
    throw error;
  });
  return read;
}

async function readSource(): Promise<DigestSource | undefined> {
  const response = await fetch(browser.runtime.getURL(FILE));
  return v.parse(FileSchema, await response.json()) ?? undefined;
}
