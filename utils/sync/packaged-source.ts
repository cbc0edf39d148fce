import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type DigestSource, DigestSourceSchema } from './sources.ts';

const FILE = 'source.json';
const FileSchema = v.nullable(DigestSourceSchema);

let read: Promise<DigestSource | undefined> | undefined;

/** Where the publisher of this build serves newer versions of its digest; undefined in a build that points nowhere (docs/editors.md). */
export function packagedSource(): Promise<DigestSource | undefined> {
  read ??= fetch(browser.runtime.getURL(FILE))
    .then((response) => response.json())
    .then((json) => v.parse(FileSchema, json) ?? undefined);
  return read;
}
