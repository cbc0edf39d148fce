import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Text nodes of real pages and names of real bodies, other people's work: beside the project where they are there at all. */
const DATA = join(import.meta.dirname, '../../shared/bench/data');

/** What a matcher meets in the world. */
export interface RealPages {
  readonly texts: readonly string[];
  names(count: number): string[];
}

/** The real pages, or undefined with a message where they are not there. */
export function realPages(): RealPages | undefined {
  if (!existsSync(join(DATA, 'corpus.json.gz'))) {
    console.log('\nNo real pages beside the project: matching is measured on our own texts and made-up names.');
    return undefined;
  }
  const texts = strings(read('corpus.json.gz'));
  return { texts, names: (count) => namesIn(read(`dict-${count}.json.gz`)) };
}

function read(file: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(DATA, file))).toString());
}

/** Every string in a value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function namesIn(dictionary: unknown): string[] {
  return (dictionary as { text: string }[]).map(({ text }) => text);
}
