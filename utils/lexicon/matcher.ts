import { LexiconError } from './errors.ts';
import { Filter } from './filter.ts';
import { DIGIT, FOLDED, foldSingle, HYPHEN, kindOf, LETTER, SINGLE, SPECIAL, WRITTEN } from './fold.ts';
import { anyCase, HEADER_BYTES, type Layout, MAGIC, mix, partsOf, remix } from './format.ts';
import { Forms, type HitValue } from './forms.ts';
import { SEED, step, UnitWalker } from './unit-walker.ts';

export { compilePatterns, type Pattern } from './compile-patterns.ts';

/** Hits of one scan, flat: start, end, form, start, end, form, … Offsets in UTF-16 units; forms are for `valuesOf`. */
export type Hits = number[];

const SPACE_CODE = 0x20;
const PLUS_CODE = 0x2b;

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
  const areFilters = [firstBits, writtenBits, beginningBits].every((bits) => bits >= 256 && isPowerOfTwo(bits));
  if (!areFilters || !isPowerOfTwo(buckets)) throw new LexiconError('its parts have no proper size');
  if (partsOf(layout).length !== byteLength) throw new LexiconError('its parts do not fit it');
  return new Matcher(buffer, byteOffset, layout, number(6) !== 0);
}

/**
 * Finds patterns in texts: the leftmost, and of those the longest whose case holds, not overlapping.
 *
 * Only places where a word begins are looked at. One hash over the word, tested against a filter, turns nearly all of
 * them away. At the rest a glance reads on with one hash while a filter says that some pattern goes on this way; only
 * where it meets a form, or anything out of the ordinary, is the place read with all care.
 */
export class Matcher {
  readonly #fold: Uint16Array;
  readonly #hasAny: boolean;
  readonly #first: Filter;
  readonly #written: Filter;
  readonly #beginnings: Filter;
  readonly #forms: Forms;
  readonly #walker = new UnitWalker();
  #bestEnd = 0;

  constructor(buffer: ArrayBuffer, offset: number, layout: Layout, hasAny: boolean) {
    const parts = partsOf(layout);
    const filter = (part: number, bits: number) => new Filter(new Uint32Array(buffer, offset + part, bits / 32));
    this.#hasAny = hasAny;
    this.#fold = hasAny ? FOLDED : WRITTEN;
    this.#written = filter(parts.written, layout.writtenBits);
    this.#first = hasAny ? filter(parts.first, layout.firstBits) : this.#written;
    this.#beginnings = filter(parts.beginnings, layout.beginningBits);
    this.#forms = new Forms(buffer, offset, layout);
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
      if (isPlain && !this.#glance(text, start, at)) continue;
      at = this.#readAt(text, start, hits);
    }
    return hits;
  }

  /** The values of the patterns that hold for a hit. */
  valuesOf(form: number, text: string, start: number, end: number): HitValue[] {
    const walker = this.#walker;
    walker.begin(text, start);
    while (walker.end < end && walker.next());
    return this.#forms.valuesOf(form, walker.written, text.slice(start, end));
  }

  /**
   * Whether a pattern may begin with the plain word at `start`..`end`. Follows single spaces and plain words; says yes
   * to anything else that a pattern may go on with.
   */
  #glance(text: string, start: number, end: number): boolean {
    let folded = SEED;
    let written = SEED;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      folded = step(folded, FOLDED[code] ?? 0);
      written = step(written, code);
    }
    if (!this.#mayBegin(folded, written)) return false;
    let at = end;
    while (this.#beginnings.has(folded)) {
      if (this.#forms.mayHold(folded)) return true;
      let code = text.charCodeAt(at);
      let letter = FOLDED[text.charCodeAt(at + 1)] ?? 0;
      if (code !== SPACE_CODE || letter <= SPECIAL) return this.#mayGoOn(text, at, folded);
      if (isJoint(text, at)) return true;
      folded = step(folded, SPACE_CODE);
      while (letter > SPECIAL) {
        folded = step(folded, letter);
        code = text.charCodeAt(++at + 1);
        letter = FOLDED[code] ?? 0;
      }
      if (letter === SPECIAL) return true;
      at++;
    }
    return false;
  }

  /** Whether a pattern may go on with a sign, or with anything but a plain word after one space. */
  #mayGoOn(text: string, at: number, folded: number): boolean {
    if (at >= text.length) return false;
    const isSpace = text.charCodeAt(at) === SPACE_CODE;
    const sign = text.charCodeAt(isSpace ? at + 1 : at);
    const isSign = FOLDED[sign] === SINGLE && !(kindOf(sign) & HYPHEN) && sign !== PLUS_CODE;
    if (!isSign) return !isSpace || at + 1 < text.length;
    return this.#beginnings.has(step(isSpace ? step(folded, SPACE_CODE) : folded, foldSingle(sign)));
  }

  /** Reads a place with all care, notes the longest pattern there, and returns where to go on. */
  #readAt(text: string, start: number, hits: Hits): number {
    const walker = this.#walker;
    walker.begin(text, start);
    walker.next();
    const end = Math.max(walker.end, start + 1);
    const form = this.#mayBegin(walker.folded, walker.written) ? this.#longest(text, start) : undefined;
    if (form !== undefined) {
      hits.push(start, this.#bestEnd, form);
      return this.#bestEnd;
    }
    return isWordAt(text, start) ? afterWord(text, end) : start + 1;
  }

  #mayBegin(folded: number, written: number): boolean {
    return this.#written.has(written) || (this.#hasAny && this.#written.has(anyCase(folded)));
  }

  #longest(text: string, start: number): number | undefined {
    const walker = this.#walker;
    let best: number | undefined;
    while (this.#beginnings.has(walker.folded)) {
      const form = this.#forms.find(walker.folded, walker.folded2);
      const surface = form === undefined ? '' : text.slice(start, walker.end);
      if (form !== undefined && this.#forms.valuesOf(form, walker.written, surface).length > 0) {
        best = form;
        this.#bestEnd = walker.end;
      }
      if (!walker.next()) break;
    }
    return best;
  }
}

/** Whether the space here is one that a label may do without: between a letter and a digit. */
function isJoint(text: string, at: number): boolean {
  const before = kindOf(text.charCodeAt(at - 1));
  const after = kindOf(text.charCodeAt(at + 1));
  return ((before & LETTER) !== 0 && (after & DIGIT) !== 0) || ((before & DIGIT) !== 0 && (after & LETTER) !== 0);
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

function isPowerOfTwo(bits: number): boolean {
  return bits > 0 && (bits & (bits - 1)) === 0;
}
