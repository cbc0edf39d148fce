import { LexiconError } from './errors.ts';
import { FOLDED, foldSingle, kindOf, SINGLE, SPECIAL, WRITTEN } from './fold.ts';
import { anyCase, EXACT, HEADER_BYTES, LAST, MAGIC, mix, partsOf, SHOUTABLE, slotOf } from './format.ts';
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
  if (number(0) !== MAGIC) throw new LexiconError('it holds no patterns');
  const layout = {
    forms: number(1),
    patterns: number(2),
    firstBits: number(3),
    writtenBits: number(4),
    prefixBits: number(5),
    slots: number(6),
  };
  const parts = partsOf(layout);
  const filters = [layout.firstBits, layout.writtenBits, layout.prefixBits];
  if (parts.length !== byteLength || !filters.every(isPowerOfTwo)) throw new LexiconError('its parts do not fit it');
  if (layout.slots <= layout.forms || layout.forms > layout.patterns)
    throw new LexiconError('its table cannot be searched');
  return new Matcher(buffer, byteOffset, layout, number(7) !== 0);
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
  readonly #prefixes: Filter;
  readonly #table: Uint32Array;
  readonly #slots: number;
  readonly #values: Uint32Array;
  readonly #cases: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #walker = new UnitWalker();
  #bestEnd = 0;

  constructor(buffer: ArrayBuffer, offset: number, layout: Parameters<typeof partsOf>[0], hasAny: boolean) {
    const parts = partsOf(layout);
    const { patterns, firstBits, writtenBits, prefixBits, slots } = layout;
    this.#hasAny = hasAny;
    this.#fold = hasAny ? FOLDED : WRITTEN;
    this.#written = new Filter(new Uint32Array(buffer, offset + parts.written, writtenBits / 32));
    this.#first = hasAny ? new Filter(new Uint32Array(buffer, offset + parts.first, firstBits / 32)) : this.#written;
    this.#prefixes = new Filter(new Uint32Array(buffer, offset + parts.prefixes, prefixBits / 32));
    this.#table = new Uint32Array(buffer, offset + parts.keys, slots * 3);
    this.#slots = slots;
    this.#values = new Uint32Array(buffer, offset + parts.values, patterns);
    this.#cases = new Uint32Array(buffer, offset + parts.cases, patterns);
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
        const bit = mix(hash) >>> shift;
        if (((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) continue;
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
    do {
      const form = this.#formRead();
      if (form !== undefined && this.#holds(form, text, start)) {
        best = form;
        this.#bestEnd = walker.end;
      }
    } while (this.#prefixes.has(walker.folded) && walker.next());
    return best;
  }

  /** The form that all read so far is, as the number of its first pattern. */
  #formRead(): number | undefined {
    const folded = this.#walker.folded >>> 0;
    const folded2 = this.#walker.folded2 >>> 0;
    let slot = slotOf(folded, this.#slots);
    for (let tries = 0; tries < this.#slots; tries++) {
      const pattern = this.#table[slot * 3 + 2] ?? 0;
      if (pattern === 0 || pattern > this.#values.length) return undefined;
      if (this.#table[slot * 3] === folded && this.#table[slot * 3 + 1] === folded2) return pattern - 1;
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
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

/** A set of hashes that may take a foreign one for its own: Bloom's, with one bit for each. */
class Filter {
  readonly bits: Uint32Array;
  readonly shift: number;

  constructor(bits: Uint32Array) {
    this.bits = bits;
    this.shift = 32 - Math.log2(bits.length * 32);
  }

  has(hash: number): boolean {
    const bit = mix(hash) >>> this.shift;
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
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
  return bits >= 256 && (bits & (bits - 1)) === 0;
}
