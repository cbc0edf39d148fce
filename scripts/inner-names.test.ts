import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WEIGHTS } from '../utils/lexicon/weights.ts';
import { INNER_NAMES } from './inner-names.ts';

const ROOT = join(import.meta.dirname, '..');

/** What contexts of the extension say to each other, and what they keep. */
const BETWEEN_CONTEXTS = [
  'messages',
  'background/message-guard',
  'settings',
  'page/summary',
  'digest/card',
  'lexicon-store',
  'local-storage',
];

it('no name that is shortened is one of the browser', () => {
  const compilers = join(ROOT, 'node_modules/@typescript');
  const [compiler] = readdirSync(compilers);
  const browser = readFileSync(join(compilers, `${compiler}/lib/lib.dom.d.ts`), 'utf8');
  expect(declaredIn(browser, [...INNER_NAMES, 'textContent'])).toEqual(['textContent']);
});

it.each(BETWEEN_CONTEXTS)('no name that is shortened is in what %s.ts declares', (file) => {
  expect(declaredIn(readFileSync(join(ROOT, `utils/${file}.ts`), 'utf8'), INNER_NAMES)).toEqual([]);
});

it('no name that is shortened is in what a digest holds, but for what only labels and topics do, which no card has', () => {
  const schema = readFileSync(join(ROOT, 'utils/digest/schema.ts'), 'utf8');
  expect(declaredIn(schema, [...INNER_NAMES, 'facts'])).toEqual(['ambiguous', 'anticues', 'words', 'facts']);
});

it('no name that is shortened is one of a weight, which is looked up by what the evidence says it is', () => {
  expect(Object.keys(WEIGHTS).filter((kind) => INNER_NAMES.includes(kind))).toEqual([]);
});

function declaredIn(source: string, names: readonly string[]): string[] {
  return names.filter((name) => new RegExp(`\\b${name}\\??[:(<]`).test(source));
}
