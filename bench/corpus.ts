import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from '../publisher/read-sources.ts';
import { readHtml } from '../publisher/text-runs.ts';

const ROOT = join(import.meta.dirname, '..');

/** The bundled digest. */
export const digest = readSources(join(ROOT, 'digest'));

/** Passages of about 30,000 characters in all, the text of a median news page: our own stories and the sample page, repeated. */
export function pageText(): string[] {
  const sample = readHtml(readFileSync(join(ROOT, 'scripts/sample/news.html'), 'utf8')).passages.map(
    ({ text }) => text,
  );
  const once = [
    ...digest.stories.map(({ title, summary }) => `${title}. ${summary}`),
    ...digest.terms.map(({ definition }) => definition),
    ...sample,
  ];
  return once.slice(0, Math.ceil((once.length * 30_000) / once.join('').length));
}

/** So many made-up names, two or three words of the text each: many begin as the text does, few are in it, as with real names; the same on every run. */
export function inventedNames(count: number): string[] {
  const random = seeded(42);
  const words = [
    ...new Set(
      pageText()
        .join(' ')
        .match(/[\p{L}\p{N}]{2,}/gu),
    ),
  ];
  const pick = () => words[Math.floor(random() * words.length)] ?? '';
  const names = new Set<string>();
  while (names.size < count) names.add(Array.from({ length: 2 + Math.floor(random() * 2) }, pick).join(' '));
  return [...names];
}

/** Mulberry32 (public domain, T. Ettinger): small, and good enough to make up names. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
