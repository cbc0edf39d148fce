import { LexiconError } from './errors.ts';
import { Filter } from './filter.ts';
import { FirstWords } from './first-words.ts';
import { FOLDED, isInWord, stopAt } from './fold.ts';
import { BITS_PER_MARK, GOES_ON, HEADER_BYTES, type Layout, MAGIC, partsOf, SPREAD } from './format.ts';
import { Forms, type HitValue } from './forms.ts';
import { Glance, type Sight, wordStart } from './glance.ts';
import { UnitWalker } from './unit-walker.ts';

export { compilePatterns, type Pattern } from './compile-patterns.ts';

/** Hits of one scan, flat: start, end, form, start, end, form, … Offsets in UTF-16 units; forms are for `valuesOf`. */
export type Hits = number[];

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
    beginningBits: number(3),
    buckets: number(4),
    starters: number(5),
  };
  const { firstBits, beginningBits, buckets } = layout;
  const areFilters = [firstBits, beginningBits].every((bits) => bits >= 256 && isPowerOfTwo(bits));
  if (!areFilters || !isPowerOfTwo(buckets)) throw new LexiconError('its parts have no proper size');
  if (partsOf(layout).length !== byteLength) throw new LexiconError('its parts do not fit it');
  return new Matcher(buffer, byteOffset, layout);
}

/**
 * Finds patterns in texts: the leftmost, and of those the longest whose case holds, not overlapping.
 *
 * The loop over characters hashes words as they go by and has one branch that is rarely taken: where a word ends whose
 * hash some pattern begins with. There a glance reads on with one hash while a filter says that some pattern goes on
 * this way; only where it meets a whole one, or anything out of the ordinary, is the place read with all care.
 */
export class Matcher {
  readonly #first: FirstWords;
  readonly #beginnings: Filter;
  readonly #forms: Forms;
  readonly #glance: Glance;
  readonly #walker = new UnitWalker();
  #bestEnd = 0;

  constructor(buffer: ArrayBuffer, offset: number, layout: Layout) {
    const parts = partsOf(layout);
    const numbers = (part: number, length: number) => new Uint32Array(buffer, offset + part, length);
    const marks = new Uint8Array(buffer, offset + parts.marks, layout.firstBits / BITS_PER_MARK);
    this.#first = new FirstWords(numbers(parts.first, layout.firstBits / 32), marks);
    this.#beginnings = new Filter(numbers(parts.beginnings, layout.beginningBits / 32));
    this.#forms = new Forms(buffer, offset, layout);
    this.#glance = new Glance(this.#first, this.#beginnings, this.#forms);
    new Uint16Array(buffer, offset + parts.starterCodes, layout.starters).forEach(stopAt);
  }

  /** All hits in a text, in order. */
  scan(text: string): Hits {
    const hits: Hits = [];
    const { bits, shift } = this.#first;
    const fold = FOLDED;
    const length = text.length;
    let from = 0;
    let at = 0;
    for (;;) {
      let word = 0;
      let wasInWord = 0;
      for (; at < length; at++) {
        const folded = fold[text.charCodeAt(at)] ?? 0;
        // All ones in a word, else zero: masks in place of branches, which at the ends of words nobody can foresee.
        const inWord = -folded >> 31;
        const bit = Math.imul(word, SPREAD) >>> shift;
        const isKnown = ((bits[bit >>> 5] ?? 0) >>> (bit & 31)) & wasInWord & ~inWord & 1;
        if ((isKnown | (folded >>> 31)) !== 0) break;
        word = (((word << 5) | (word >>> 27)) ^ folded) & inWord;
        wasInWord = inWord;
      }
      if (at === length && (word === 0 || !this.#first.has(word))) return hits;
      from = at = this.#look(text, from, at, word, hits);
    }
  }

  /** The values of the patterns that hold for a hit. */
  valuesOf(form: number, text: string, start: number, end: number): HitValue[] {
    const walker = this.#walker;
    walker.begin(text, start);
    while (walker.end < end && walker.next());
    return this.#forms.valuesOf(form, walker.written, text.slice(start, end));
  }

  /**
   * Looks at the word that ends at `at`, or at the character there; `from` is where the reading last went on.
   * Returns where to go on.
   */
  #look(text: string, from: number, at: number, word: number, hits: Hits): number {
    if (at < text.length) {
      const code = text.charCodeAt(at);
      const wasMet = (FOLDED[code] ?? 0) >= 0;
      if (isInWord(code)) return this.#readAt(text, wordStart(text, from, at), hits);
      const isMet = (FOLDED[code] ?? 0) >= 0;
      if (isMet && !wasMet) return wordStart(text, from, at);
      if (word === 0) return this.#take(this.#glance.fromSingle(text, at), text, at + 1, hits);
    }
    return this.#take(this.#glance.fromWord(text, from, at, word), text, at, hits);
  }

  /** Notes what a glance saw; returns where to go on, `end` where it saw nothing. */
  #take(sight: Sight, text: string, end: number, hits: Hits): number {
    if (sight === 'nothing') return end;
    const { start, end: patternEnd, form } = this.#glance;
    if (sight === 'careful') return this.#readAt(text, start, hits);
    hits.push(start, patternEnd, form);
    return patternEnd;
  }

  /** Reads a place with all care, notes the longest pattern there, and returns where to go on. */
  #readAt(text: string, start: number, hits: Hits): number {
    const walker = this.#walker;
    walker.begin(text, start);
    walker.next();
    const end = Math.max(walker.end, start + 1);
    const form = this.#longest(text, start);
    if (form !== undefined) {
      hits.push(start, this.#bestEnd, form);
      return this.#bestEnd;
    }
    return isInWord(text.charCodeAt(start)) ? afterWord(text, end) : start + 1;
  }

  #longest(text: string, start: number): number | undefined {
    const walker = this.#walker;
    let best: number | undefined;
    do {
      const form = this.#forms.find(walker.folded, walker.folded2);
      if (form === undefined) continue;
      if (!this.#forms.holds(form, walker.written, text, start, walker.end)) continue;
      best = form;
      this.#bestEnd = walker.end;
    } while (this.#beginnings.has(walker.folded ^ GOES_ON) && walker.next());
    return best;
  }
}

/** Past the rest of a word whose end the walker did not take for one. */
function afterWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isInWord(text.charCodeAt(at))) at++;
  return at;
}

function isPowerOfTwo(bits: number): boolean {
  return bits > 0 && (bits & (bits - 1)) === 0;
}
