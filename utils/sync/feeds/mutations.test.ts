import { describe, test } from 'vitest';
import { expectHarmless, read } from '../testing/read-hostile.ts';
import { EXAMPLE_FEEDS } from './testing/example-feeds.ts';

/** A small generator with a seed (mulberry32), so that a failure can be seen again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  '<',
  '>',
  '&',
  ';',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '</',
  '/>',
  '<?',
  '\0',
  '\ufffe',
  '\u202e',
  '{',
  '}',
  '[',
  '\\',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '&lt;b&gt;',
  '<!DOCTYPE x [',
  ' href="http://u:p@x/"',
  '<item>',
  '</item>',
  '</channel>',
  '<entry>',
  'xmlns="http://www.w3.org/2005/Atom"',
];

/** One mutation of a text: something taken out, put in, doubled, moved or replaced, in one to five places. */
function mutated(text: string, random: () => number): string {
  const place = () => Math.floor(random() * text.length);
  const length = () => Math.floor(random() ** 3 * text.length);
  let result = text;
  for (let change = 0; change <= random() * 5; change++) {
    const at = place();
    const end = at + length();
    const piece = PIECES[Math.floor(random() * PIECES.length)] ?? '';
    const changes = [
      () => result.slice(0, at) + result.slice(end),
      () => result.slice(0, at) + piece + result.slice(at),
      () => result.slice(0, at) + piece.repeat(Math.floor(random() * 5_000)) + result.slice(at),
      () => result.slice(0, end) + result.slice(at),
      () => result.slice(0, at) + result.slice(at, end).repeat(Math.floor(random() * 30)) + result.slice(end),
      () => result.slice(0, at),
      () => result.slice(0, at) + String.fromCharCode(random() * 0x10000) + result.slice(at + 1),
      () => result.slice(at, end) + result.slice(0, at) + result.slice(end),
    ];
    result = (changes[Math.floor(random() * changes.length)]?.() ?? result).slice(0, 3_000_000);
  }
  return result;
}

describe('500 mutations of valid feeds', () => {
  const feeds = Object.entries(EXAMPLE_FEEDS);
  const each = Math.ceil(500 / feeds.length);
  test.each(feeds)('of %s never hang, never give markup or a foreign link, and say what is wrong', (name, text) => {
    for (let seed = 0; seed < each; seed++) {
      const outcome = read(mutated(text, seeded(seed * 1000 + name.length)));
      expectHarmless(outcome);
    }
  });
});
