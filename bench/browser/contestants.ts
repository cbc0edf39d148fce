import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Launched, launch } from '../../tests/browser/launch.ts';
import { OFFLINE } from '../../tests/browser/offline.ts';
import type { Digest } from '../../utils/digest/schema.ts';

/** One way to have a page: as it is, with the extension, or with what one would otherwise use. */
export interface Contestant {
  readonly name: 'without' | 'Newsgloss' | 'mark.js';
  readonly launched: Launched;
  /** Run in each page before its own scripts. */
  readonly script?: string;
}

/** A browser for each. */
export async function startContestants(digest: Digest, build: string): Promise<Contestant[]> {
  const bare = await launch('chromium', { ...OFFLINE, bare: true });
  const extended = await launch('chromium', { ...OFFLINE, build });
  return [
    { name: 'without', launched: bare },
    { name: 'Newsgloss', launched: extended },
    { name: 'mark.js', launched: bare, script: markScript(digest) },
  ];
}

/**
 * mark.js 8.11.1 with the labels of a digest, as an extension would call it when a page has been parsed: whole words,
 * each label as one, with its case where that counts.
 */
function markScript({ terms }: Digest): string {
  const source = readFileSync(createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js'), 'utf8');
  const labels = terms.flatMap((term) => term.labels);
  const isExact = ({ text, case: rule }: (typeof labels)[number]) =>
    (rule ?? (/\p{Lu}/u.test(text) ? 'exact' : 'any')) === 'exact';
  const texts = (exact: boolean) =>
    JSON.stringify(labels.filter((label) => isExact(label) === exact).map(({ text }) => text));
  return `{ ${source}
    addEventListener('DOMContentLoaded', () => setTimeout(() => {
      const mark = new globalThis.Mark(document.body);
      const options = { accuracy: 'exactly', separateWordSearch: false };
      mark.mark(${texts(true)}, { ...options, caseSensitive: true });
      mark.mark(${texts(false)}, options);
    })); }`;
}
