import { Cleaned, cleaned } from './clean.ts';
import { LexiconError } from './errors.ts';
import { Filter, holds } from './filter.ts';
import { INVISIBLE, isInWord, kindOf, SPACE } from './fold.ts';
import { HEADER, isSound, type Layout, LED, MAGIC, MOST_SIGNS, partsOf, TRAILED } from './format.ts';
import { Forms, type HitValue, placesFor } from './forms.ts';
import { readGap } from './gaps.ts';
import { firstOf, mix, pairOf, START, stepHash, withGap } from './hashes.ts';
import { lazily } from './lazily.ts';
import { Surface } from './surface.ts';
import { BLOCK, firsts, hashes, joined, lasts, readSolo, readTokens, UNCLEAN } from './tokens.ts';

export { compilePatterns, type Pattern } from './compile-patterns.ts';

/** A pattern without a word holds one of these (compile-patterns.ts); looked for first, as few texts do. */
const SYMBOL = lazily('\\p{S}');

/** Hits of one scan, flat: start, end, form, start, end, form, … Offsets in UTF-16 units; forms are for `valuesOf`. */
export type Hits = readonly number[];

/** What most texts have. */
const NO_HITS: Hits = [];

/**
 * Opens compiled patterns: views over the buffer, nothing is parsed or copied.
 * @throws LexiconError when the buffer is foreign, cut off or contradicts itself
 */
export function openMatcher(buffer: ArrayBuffer, byteOffset = 0, byteLength = buffer.byteLength - byteOffset): Matcher {
  if (byteLength < HEADER * 4) throw new LexiconError();
  const [magic, patterns = 0, wordless = 0, table = 0, singles = 0, pairs = 0, longer = 0] = new Uint32Array(
    buffer,
    byteOffset,
    HEADER,
  );
  if (magic !== MAGIC) throw new LexiconError();
  const layout = { patterns, wordless, table, singles, pairs, longer };
  if (!isSound(layout) || partsOf(layout).length * 4 !== byteLength) throw new LexiconError();
  return new Matcher(buffer, byteOffset, layout);
}

/**
 * Finds patterns in texts: the leftmost, and of those the longest whose case holds, not overlapping.
 *
 * A text is read into hashes of its words. Two filters are asked for each word: is it a whole pattern, and do it and
 * the next begin one, as its first letter is written? They turn nearly all words away. From the rest a third filter says how long to read on, and the
 * table of forms what is a whole pattern.
 */
export class Matcher {
  readonly #singles: Filter;
  readonly #pairs: Filter;
  readonly #longer: Filter;
  readonly #forms: Forms;
  readonly #surface = new Surface();
  /** The longest pattern that `#readOn` found; its form is -1 where there is none. */
  #form = -1;
  #end = 0;
  /** The last token that may be looked at, whether the text ends with it, and whether `#readOn` had to look further. */
  #lastToken = 0;
  #isEnd = true;
  #isCutOff = false;

  readonly #hasWordless: boolean;

  constructor(buffer: ArrayBuffer, offset: number, layout: Layout) {
    const parts = partsOf(layout);
    const part = (start: number, length: number) => new Uint32Array(buffer, offset + start * 4, length);
    this.#singles = new Filter(part(parts.singles, layout.singles));
    this.#pairs = new Filter(part(parts.pairs, layout.pairs));
    this.#longer = new Filter(part(parts.longer, layout.longer));
    this.#hasWordless = layout.wordless > 0;
    this.#forms = new Forms(part(parts.table, layout.table), placesFor(layout.patterns));
  }

  /** All hits in a text, in order. */
  scan(text: string): Hits {
    let hits: number[] | undefined;
    for (let from = 0; from < text.length; ) {
      const to = Math.min(from + BLOCK, text.length);
      const last = readTokens(text, from, to);
      if (to === text.length && last >= 0 && this.#candidate(1, last) > last) break;
      hits ??= [];
      from =
        last === UNCLEAN
          ? this.#cleanAndSearch(text, from, hits)
          : this.#search(text, from, last, to === text.length, hits);
    }
    const found = hits ?? NO_HITS;
    return this.#hasWordless && SYMBOL().test(text) ? this.#withWordless(text, found) : found;
  }

  /** The values of the patterns that hold for a hit. */
  valuesOf(form: number, text: string, start: number, end: number): HitValue[] {
    const written = text.slice(start, end);
    const surface = cleaned(written);
    this.#surface.read(surface, 0, surface.length);
    return this.#forms.valuesOf(form, this.#surface, written);
  }

  /** Cleans a stretch of text and looks for patterns in it; returns where to go on. */
  #cleanAndSearch(text: string, from: number, hits: number[]): number {
    const stretch = new Cleaned(text, from);
    const last = readSolo(stretch.text, 0, stretch.text.length);
    const found: number[] = [];
    const next = this.#search(stretch.text, 0, last, stretch.to === text.length, found);
    for (let index = 0; index < found.length; index += 3) {
      hits.push(stretch.startOf(found[index] ?? 0), stretch.endOf(found[index + 1] ?? 0), found[index + 2] ?? 0);
    }
    return stretch.startOf(next);
  }

  /**
   * Looks for patterns in the tokens read last, which begin at `from`, up to number `last`; returns where to go on.
   * @param isEnd whether the text ends with them; else a pattern may go on beyond them
   */
  #search(text: string, from: number, last: number, isEnd: boolean, hits: number[]): number {
    // What stands before the first word may fill the block: it is then left out, but for signs that a pattern may begin with.
    const again = Math.max(from, (lasts[0] ?? 0) + 1 - MOST_SIGNS);
    // The last token may go on, and the word before it needs the next one to be judged; but the first must be at last.
    const first = again === from ? Math.min(last - 1, 1) : 0;
    const lastToJudge = isEnd ? last : Math.max(last - 3, first);
    this.#lastToken = isEnd ? last : last - 1;
    this.#isEnd = isEnd;
    let after = from;
    let word = this.#candidate(1, lastToJudge);
    for (; word <= lastToJudge; word = this.#candidate(word + 2, lastToJudge)) {
      const start = this.#readAt(text, word, after);
      if (this.#isCutOff && (word > 1 || again > from)) break;
      if (start < 0) continue;
      after = this.#end;
      hits.push(start, after, this.#form);
      while (word < lastToJudge && (lasts[word + 1] ?? 0) + 1 < after) word += 2;
    }
    if (isEnd) return text.length;
    if (word === 1 && again > from) return again;
    const done = Math.min(Math.max(word - 2, 1), last);
    return Math.max((lasts[done] ?? 0) + 1, after);
  }

  /** The first word from number `word` to `last` that the filters let pass, or a greater number. */
  #candidate(word: number, last: number): number {
    const { words: singles, shift: singlesShift } = this.#singles;
    const { words: pairs, shift: pairsShift } = this.#pairs;
    let next = hashes[word] ?? 0;
    let at = word;
    for (; at <= last; at += 2) {
      const single = firstOf(next, firsts[at] ?? 0);
      next = hashes[at + 2] ?? 0;
      const pair = pairOf(single, next);
      const isSingle = holds(singles[single >>> singlesShift] ?? 0, single);
      if ((isSingle | holds(pairs[pair >>> pairsShift] ?? 0, pair)) !== 0) break;
    }
    return at;
  }

  /**
   * Looks for the longest pattern whose first word is this one; returns where it begins, or -1.
   * @param after where the last hit ends
   */
  #readAt(text: string, word: number, after: number): number {
    const start = (lasts[word - 1] ?? 0) + 1;
    const hash = hashes[word] ?? 0;
    const single = firstOf(hash, firsts[word] ?? 0);
    const isPair = this.#pairs.has(pairOf(single, hashes[word + 2] ?? 0));
    const isSingle = this.#singles.has(single);
    const gapStart = Math.max(after, word > 1 ? (lasts[word - 2] ?? 0) + 1 : 0);
    this.#isCutOff = false;
    if (isSingle && hasSigns(text, gapStart, start) && this.#longer.has(mix(hash ^ LED))) {
      for (let at = Math.max(gapStart, start - MOST_SIGNS); at < start; at++) {
        if (!isSign(text, at)) continue;
        const signs = withGap(START, readGap(text, at, start, false));
        if (this.#readOn(text, at, word, signs, true, isPair)) return at;
      }
    }
    return this.#readOn(text, start, word, START, isSingle, isPair) ? start : -1;
  }

  /**
   * Reads on from a word, and notes the longest pattern.
   * @param signs the hash of what the pattern has before the word
   * @param isWhole whether the word may end a pattern
   * @param isPair whether a pattern may go on after it
   */
  #readOn(text: string, start: number, first: number, signs: number, isWhole: boolean, isPair: boolean): boolean {
    this.#form = -1;
    let token = first;
    let before = signs;
    let word = hashes[token] ?? 0;
    let hash = stepHash(before, word);
    let mayEnd = isWhole;
    let goesOn = isPair;
    for (;;) {
      const end = (lasts[token] ?? 0) + 1;
      if (mayEnd) this.#take(hash, text, start, end);
      const isLast = token + 2 > this.#lastToken;
      const gapEnd = token < this.#lastToken ? (lasts[token + 1] ?? 0) + 1 : end;
      if (hasSigns(text, end, gapEnd)) this.#readSigns(hash, text, start, end, gapEnd);
      if (isLast && goesOn && !this.#isEnd) this.#isCutOff = true;
      if (isLast || !goesOn) return this.#form >= 0;
      const gap = readGap(text, end, gapEnd);
      token += 2;
      const next = hashes[token] ?? 0;
      if (gap === '') word = joined(word, next, (lasts[token] ?? 0) - gapEnd + 1);
      else {
        before = withGap(hash, gap);
        word = next;
      }
      hash = stepHash(before, word);
      mayEnd = true;
      goesOn = this.#longer.has(mix(hash));
    }
  }

  /** Notes the longest pattern that ends with signs after a word. */
  #readSigns(hash: number, text: string, start: number, from: number, to: number): void {
    if (!this.#longer.has(mix(hash ^ TRAILED))) return;
    for (let end = from + 1; end <= Math.min(to, from + MOST_SIGNS); end++) {
      if (isSign(text, end - 1)) this.#take(withGap(hash, readGap(text, from, end, false)), text, start, end);
    }
  }

  /** Hits with those of patterns without a word between them. */
  #withWordless(text: string, hits: Hits): Hits {
    const all: number[] = [];
    for (let at = 0, index = 0; at < text.length; index += 3) {
      const start = hits[index] ?? text.length;
      for (; at < start; at++) {
        if (!isSign(text, at)) continue;
        this.#form = -1;
        const to = Math.min(start, at + MOST_SIGNS);
        for (let next = at; next < to && isSign(text, next); next++) {
          this.#take(withGap(START, readGap(text, at, next + 1, false)), text, at, next + 1);
        }
        if (this.#form < 0) continue;
        all.push(at, this.#end, this.#form);
        at = this.#end - 1;
      }
      all.push(...hits.slice(index, index + 3));
      at = Math.max(at, hits[index + 1] ?? 0);
    }
    return all;
  }

  #take(hash: number, text: string, start: number, end: number): void {
    const form = this.#forms.find(hash, this.#surface, text, start, end);
    if (form < 0) return;
    this.#form = form;
    this.#end = end;
  }
}

/** Whether there may be more than one space between two words. */
function hasSigns(text: string, from: number, to: number): boolean {
  return to - from > 1 || (to > from && isSign(text, from));
}

/** Whether a character is a sign that can be seen. */
function isSign(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !isInWord(code) && (kindOf(code) & (SPACE | INVISIBLE)) === 0;
}
