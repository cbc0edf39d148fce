import { LexiconError } from './errors.ts';
import { Filter } from './filter.ts';
import { FOLDED, foldSingle, kindOf, SINGLE, SPECIAL, WRITTEN } from './fold.ts';
import { anyCase, EXACT, HEADER_BYTES, LAST, type Layout, MAGIC, mix, partsOf, remix, SHOUTABLE } from './format.ts';
import { SEED, SEED_2, step, step2, UnitWalker } from './unit-walker.ts';

export { compilePatterns, type Pattern } from './compile-patterns.ts';

/** Hits of one scan, flat: start, end, form, start, end, form, … Offsets in UTF-16 units; forms are for `valuesOf`. */
export type Hits = number[];

/** A pattern that holds at a hit. */
export interface HitValue {
  readonly value: number;
  /** The text is in capitals throughout, the pattern is not: how it is written says nothing. */
  readonly shouted: boolean;
}

/**
 * Opens compiled patterns: views over the buffer, nothing is parsed or copied.
 * @throws LexiconError when the buffer is foreign, cut off or contradicts itself
 */
export function openMatcher(buffer: ArrayBuffer, byteOffset = 0, byteLength = buffer.byteLength - byteOffset): Matcher {
  if (byteLength < HEADER_BYTES) throw new LexiconError('it is too short');
  const header = new Uint32Array(buffer, byteOffset, HEADER_BYTES / 4);
  const number = (index: number) => header[index] ?? 0;
  if (number(0) !== MAGIC) throw new LexiconError('it holds no patterns of this version');
  const layout = {
    patterns: number(1),
    firstBits: number(2),
    writtenBits: number(3),
    beginningBits: number(4),
    buckets: number(5),
  };
  const { firstBits, writtenBits, beginningBits, buckets } = layout;
  if (
    ![firstBits, writtenBits, beginningBits].every((bits) => bits >= 256 && isPowerOfTwo(bits)) ||
    !isPowerOfTwo(buckets)
  ) {
    throw new LexiconError('its parts have no proper size');
  }
  if (partsOf(layout).length !== byteLength) throw new LexiconError('its parts do not fit it');
  return new Matcher(buffer, byteOffset, layout, number(6) !== 0);
}

/**
 * Finds patterns in texts: the leftmost, and of those the longest whose case holds, not overlapping.
 *
 * Only places where a word begins are looked at. One hash over the word, tested against a filter, turns nearly all of
 * them away; the rest are read on unit by unit while a filter says that some pattern goes on this way, and each end
 * is looked up in a hash table of whole forms.
 */
export class Matcher {
  readonly #fold: Uint16Array;
  readonly #hasAny: boolean;
  readonly #first: Filter;
  readonly #written: Filter;
  readonly #beginnings: Filter;
  readonly #starts: Uint32Array;
  /** From a mixed hash to its bucket. */
  readonly #width: number;
  readonly #keys: Uint32Array;
  readonly #keys2: Uint32Array;
  readonly #values: Uint32Array;
  readonly #cases: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #walker = new UnitWalker();
  #bestEnd = 0;

  constructor(buffer: ArrayBuffer, offset: number, layout: Layout, hasAny: boolean) {
    const parts = partsOf(layout);
    const numbers = (part: number, length: number) => new Uint32Array(buffer, offset + part, length);
    const { patterns, firstBits, writtenBits, beginningBits, buckets } = layout;
    this.#hasAny = hasAny;
    this.#fold = hasAny ? FOLDED : WRITTEN;
    this.#written = new Filter(numbers(parts.written, writtenBits / 32));
    this.#first = hasAny ? new Filter(numbers(parts.first, firstBits / 32)) : this.#written;
    this.#beginnings = new Filter(numbers(parts.beginnings, beginningBits / 32));
    this.#starts = numbers(parts.starts, buckets + 1);
    this.#width = 0x1_0000_0000 / buckets;
    this.#keys = numbers(parts.keys, patterns);
    this.#keys2 = numbers(parts.keys2, patterns);
    this.#values = numbers(parts.values, patterns);
    this.#cases = numbers(parts.cases, patterns);
    this.#flags = new Uint8Array(buffer, offset + parts.flags, patterns);
  }

  /** All hits in a text, in order. */
  scan(text: string): Hits {
    const hits: Hits = [];
    const fold = this.#fold;
    const { bits, shift } = this.#first;
    const length = text.length;
    let at = 0;
    while (at < length) {
      let folded = fold[text.charCodeAt(at)] ?? 0;
      if (folded === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = SEED;
      while (folded > SPECIAL) {
        hash = Math.imul(hash ^ folded, 0x01000193);
        folded = ++at < length ? (fold[text.charCodeAt(at)] ?? 0) : 0;
      }
      const isPlain = folded !== SPECIAL && at > start;
      if (folded === SINGLE && at === start) hash = step(SEED, foldSingle(text.charCodeAt(at++)));
      if (folded !== SPECIAL) {
        const mixed = mix(hash);
        const bit = mixed >>> shift;
        if (((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
        const bit2 = remix(mixed) >>> shift;
        if (((bits[bit2 >>> 5] ?? 0) & (1 << (bit2 & 31))) === 0) continue;
      }
      at = isPlain ? this.#tryWord(text, start, at, hits) : this.#tryUnit(text, start, hits);
    }
    return hits;
  }

  /** The values of the patterns that hold for a hit. */
  valuesOf(form: number, text: string, start: number, end: number): HitValue[] {
    const walker = this.#walker;
    walker.begin(text, start);
    while (walker.end < end && walker.next());
    const written = walker.written >>> 0;
    const surface = text.slice(start, end);
    const isShouted = surface === surface.toUpperCase() && surface !== surface.toLowerCase();
    const values: HitValue[] = [];
    for (let index = form; index < this.#values.length; index++) {
      const flags = this.#flags[index] ?? LAST;
      const isWritten = this.#cases[index] === written;
      const shouted = isShouted && !isWritten && (flags & SHOUTABLE) !== 0;
      if (isWritten || shouted || !(flags & EXACT)) values.push({ value: this.#values[index] ?? 0, shouted });
      if (flags & LAST) break;
    }
    return values;
  }

  /** Looks for the longest pattern that begins with a plain word; returns where to go on. */
  #tryWord(text: string, start: number, end: number, hits: Hits): number {
    let folded = SEED;
    let folded2 = SEED_2;
    let written = SEED;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const letter = FOLDED[code] ?? 0;
      folded = step(folded, letter);
      folded2 = step2(folded2, letter);
      written = step(written, code);
    }
    if (!this.#mayBegin(folded, written)) return end;
    this.#walker.resume(text, end, folded, folded2, written);
    return this.#take(text, start, hits) ?? end;
  }

  /** The same at a single sign or at a word with special characters, read with all care. */
  #tryUnit(text: string, start: number, hits: Hits): number {
    const walker = this.#walker;
    walker.begin(text, start);
    walker.next();
    const end = Math.max(walker.end, start + 1);
    const taken = this.#mayBegin(walker.folded, walker.written) ? this.#take(text, start, hits) : undefined;
    return taken ?? (isWordAt(text, start) ? afterWord(text, end) : start + 1);
  }

  #mayBegin(folded: number, written: number): boolean {
    return this.#written.has(written) || (this.#hasAny && this.#written.has(anyCase(folded)));
  }

  /** Notes the longest pattern that begins with what the walker has read; returns its end, or undefined without one. */
  #take(text: string, start: number, hits: Hits): number | undefined {
    const form = this.#longest(text, start);
    if (form === undefined) return undefined;
    hits.push(start, this.#bestEnd, form);
    return this.#bestEnd;
  }

  #longest(text: string, start: number): number | undefined {
    const walker = this.#walker;
    let best: number | undefined;
    while (this.#beginnings.has(walker.folded)) {
      const form = this.#formRead();
      if (form !== undefined && this.#holds(form, text, start)) {
        best = form;
        this.#bestEnd = walker.end;
      }
      if (!walker.next()) break;
    }
    return best;
  }

  /** The form that all read so far is, as the number of its first pattern. */
  #formRead(): number | undefined {
    const key = mix(this.#walker.folded);
    const key2 = this.#walker.folded2 >>> 0;
    const bucket = Math.floor(key / this.#width);
    const end = Math.min(this.#starts[bucket + 1] ?? 0, this.#keys.length);
    for (let index = this.#starts[bucket] ?? end; index < end; index++) {
      if (this.#keys[index] === key && this.#keys2[index] === key2) return index;
    }
    return undefined;
  }

  /** Whether the case is right for some pattern of a form. */
  #holds(form: number, text: string, start: number): boolean {
    const written = this.#walker.written >>> 0;
    for (let index = form; index < this.#flags.length; index++) {
      const flags = this.#flags[index] ?? LAST;
      if (!(flags & EXACT) || this.#cases[index] === written) return true;
      if (flags & SHOUTABLE && isInCapitals(text.slice(start, this.#walker.end))) return true;
      if (flags & LAST) return false;
    }
    return false;
  }
}

/** Past the rest of a word whose end the walker did not take for one. */
function afterWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    kindOf(code);
    if ((FOLDED[code] ?? 0) < SPECIAL) break;
    at++;
  }
  return at;
}

function isWordAt(text: string, at: number): boolean {
  return (FOLDED[text.charCodeAt(at)] ?? 0) >= SPECIAL;
}

function isInCapitals(text: string): boolean {
  return text === text.toUpperCase();
}

function isPowerOfTwo(bits: number): boolean {
  return bits > 0 && (bits & (bits - 1)) === 0;
}
