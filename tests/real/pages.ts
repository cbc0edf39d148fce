import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Pages as saved from the web, other people's work: beside the project where they are there at all, and never part of it. */
const PAGES = join(import.meta.dirname, '../../../shared/pages');

/** One page of the web as it was sent. */
export interface RealPage {
  readonly name: string;
  readonly html: string;
}

/** Whether the pages are there; what needs them is skipped with a message where not. */
export function haveRealPages(): boolean {
  const have = existsSync(PAGES);
  if (!have) console.log('Skipped: there are no real pages beside the project.');
  return have;
}

/** The real pages, by name. */
export function readRealPages(): RealPage[] {
  const files = readdirSync(PAGES).filter((file) => file.endsWith('.html.gz'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.html.gz'.length),
    html: gunzipSync(readFileSync(join(PAGES, file))).toString(),
  }));
}
