import { cleaned } from './clean.ts';
import { bitsOf, Filter } from './filter.ts';
import { isCapital, traitOf } from './fold.ts';
import { HEADER, type Layout, LED, MAGIC, MOST_SIGNS, partsOf, TRAILED } from './format.ts';
import { checkOf, EXACT, keyOf, SHOUTABLE } from './forms.ts';
import { joins, readGap } from './gaps.ts';
import { CASE, firstOf, mix, pairOf, START, stepHash, withGap } from './hashes.ts';
import { type Entry, layForms } from './lay-forms.ts';
import { complete, eachInSteps, type Steps } from './steps.ts';
import { Surface } from './surface.ts';
import { joined, lasts, readSolo, stepWord } from './tokens.ts';

/** One text to be found. */
export interface Pattern {
  /** As an editor wrote it. */
  readonly text: string;
  readonly case: 'exact' | 'any';
  /** Unsigned 32 bits of the caller's; several patterns may share a text or a value. */
  readonly value: number;
}

export interface CompileOptions {
  /** Whether an exact pattern with a small letter is also found in all capitals, as in headlines. True if left out. */
  readonly shouting?: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** A label of more characters is a sentence. */
const LONGEST = 200;

/** The first two filters are asked at every word: they must be right more often, and the first one must stay small. */
const BITS_PER_SINGLE = 32;
const BITS_PER_PAIR = 40;
const BITS_PER_LONGER = 12;
const SMALLEST_FILTER = 64;

/** The hashes that the filters are to know. */
interface Known {
  readonly singles: number[];
  readonly pairs: number[];
  readonly longer: number[];
}

/** A stretch of a word that some writing of the label has as a word of its own: "NIS2" may be written "NIS 2". */
interface Piece {
  readonly hash: number;
  readonly length: number;
  /** What stands before it. */
  readonly gap: string;
}

/**
 * Compiles patterns into one buffer for `openMatcher`. The order of the patterns does not matter.
 * A form is known by 44 bits of hash: one in 2^44 other texts passes for it.
 * @throws RangeError naming the pattern that is empty, has no letter, digit or symbol, or is too long
 */
export function compilePatterns(patterns: readonly Pattern[], options: CompileOptions = {}): ArrayBuffer {
  return complete(compilingPatterns(patterns, options));
}

/** The same, pausing now and then. */
export function* compilingPatterns(
  patterns: readonly Pattern[],
  { shouting = true }: CompileOptions = {},
): Steps<ArrayBuffer> {
  const known: Known = { singles: [], pairs: [], longer: [] };
  const entries: Entry[] = [];
  yield* eachInSteps(patterns, (pattern) => {
    entries.push(readPattern(pattern, shouting, known));
  });
  const table = layForms(entries);
  yield;
  const singles = filterOf(known.singles, BITS_PER_SINGLE);
  yield;
  const pairs = filterOf(known.pairs, BITS_PER_PAIR);
  yield;
  const longer = filterOf(known.longer, BITS_PER_LONGER);
  yield;
  const layout: Layout = {
    patterns: patterns.length,
    wordless: patterns.filter(({ text }) => !WORD.test(text)).length,
    table: table.length,
    singles: singles.length,
    pairs: pairs.length,
    longer: longer.length,
  };
  const parts = partsOf(layout);
  const buffer = new Uint32Array(parts.length);
  buffer.set([MAGIC, layout.patterns, layout.wordless, layout.table, layout.singles, layout.pairs, layout.longer]);
  buffer.set(singles, HEADER);
  buffer.set(pairs, parts.pairs);
  buffer.set(longer, parts.longer);
  buffer.set(table, parts.table);
  return buffer.buffer;
}

function readPattern(pattern: Pattern, shouting: boolean, known: Known): Entry {
  const written = pattern.text.trim();
  checkText(written, pattern.text);
  const text = cleaned(written);
  const isShouted = shouting && isShoutable(pattern);
  const hash = enterBeginnings(text, pattern, isShouted, known);
  const surface = new Surface();
  surface.read(text, 0, text.length);
  const flags = (pattern.case === 'exact' ? EXACT : 0) | (isShouted ? SHOUTABLE : 0);
  return { key: keyOf(hash), check: (checkOf(surface) | flags) >>> 0, value: pattern.value };
}

/** Enters all beginnings of a text, in all ways to write it, into the filters; returns the hash of its form. */
function enterBeginnings(
  text: string,
  pattern: Pattern,
  isShouted: boolean,
  { singles, pairs, longer }: Known,
): number {
  const { pieces, lead, trail, firstCode } = piecesOf(text);
  const letters = firstLetters(firstCode, pattern.case === 'any', isShouted);
  if (lead.length > MOST_SIGNS || trail.length > MOST_SIGNS) {
    throw new RangeError(
      `The label "${pattern.text}" begins or ends with more than ${MOST_SIGNS} signs; leave some out.`,
    );
  }
  if (pieces.length === 0) return withGap(START, lead);
  for (let first = 0, word = 0; first === 0 || pieces[first]?.gap === ''; first++) {
    const piece = pieces[first];
    if (!piece) break;
    word = joined(word, piece.hash, piece.length);
    if (lead !== '') longer.push(mix(word ^ LED));
    const firsts = letters.map((letter) => firstOf(word, letter));
    if (lead !== '' || first === pieces.length - 1) singles.push(...firsts);
    for (let second = first + 1, next = 0; second === first + 1 || pieces[second]?.gap === ''; second++) {
      const nextPiece = pieces[second];
      if (!nextPiece) break;
      next = joined(next, nextPiece.hash, nextPiece.length);
      for (const hash of firsts) pairs.push(pairOf(hash, next));
    }
  }
  let before = lead === '' ? START : withGap(START, lead);
  let word = 0;
  let hash = 0;
  pieces.forEach(({ hash: own, length, gap }, index) => {
    if (gap !== '') {
      before = withGap(hash, gap);
      word = 0;
    }
    word = joined(word, own, length);
    hash = stepHash(before, word);
    if (index < pieces.length - 1) longer.push(mix(hash));
  });
  if (trail === '') return hash;
  longer.push(mix(hash ^ TRAILED));
  return withGap(hash, trail);
}

/** How the first letter of a label may be written, as far as `firstOf` looks at it. */
function firstLetters(code: number, isAnyCase: boolean, isShouted: boolean): number[] {
  const mayVary = isAnyCase ? hasCase(String.fromCharCode(code)) : isShouted && !isCapital(code);
  return mayVary ? [0, CASE] : [code];
}

function hasCase(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

/** The pieces of a text, which is plain, and the signs before the first and after the last. */
function piecesOf(text: string): { pieces: Piece[]; lead: string; trail: string; firstCode: number } {
  const count = readSolo(text, 0, text.length);
  const pieces: Piece[] = [];
  let end = 0;
  for (let token = 1; token <= count; token += 2) {
    const start = (lasts[token - 1] ?? 0) + 1;
    let gap = token === 1 ? '' : readGap(text, end, start);
    end = (lasts[token] ?? 0) + 1;
    for (let from = start; from < end; gap = '') {
      let hash = 0;
      let at = from;
      do hash = stepWord(hash, traitOf(text.charCodeAt(at++)));
      while (at < end && !joins(text.charCodeAt(at - 1), text.charCodeAt(at)));
      pieces.push({ hash, length: at - from, gap });
      from = at;
    }
  }
  const start = (lasts[0] ?? -1) + 1;
  const lead = readGap(text, 0, start, false);
  const trail = readGap(text, end, text.length, false);
  return { pieces, lead, trail, firstCode: text.charCodeAt(start) };
}

/** A filter of these hashes, with about so many bits for each. */
function filterOf(hashes: readonly number[], bitsPerHash: number): Uint32Array {
  const sorted = Uint32Array.from(hashes, (hash) => hash >>> 0).sort();
  const distinct = sorted.filter((hash, index) => hash !== sorted[index - 1]);
  const size = 2 ** Math.round(Math.log2(Math.max(1, distinct.length * bitsPerHash) / 32));
  const words = new Uint32Array(Math.max(SMALLEST_FILTER, size));
  const { shift } = new Filter(words);
  for (const hash of distinct) words[hash >>> shift] = (words[hash >>> shift] ?? 0) | bitsOf(hash);
  return words;
}

function checkText(text: string, given: string): void {
  if (text.length > LONGEST) {
    throw new RangeError(`The label "${text.slice(0, 40)}…" is longer than ${LONGEST} characters; shorten it.`);
  }
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) {
    throw new RangeError(`The label "${given}" has no letter, digit or symbol; give it one or remove it.`);
  }
}

/** Whether a text in small letters too can be told from its capitals. */
function isShoutable({ text }: Pattern): boolean {
  return text !== text.toUpperCase() && (text.match(/\p{L}/gu)?.length ?? 0) > 1;
}
