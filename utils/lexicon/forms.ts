import { EXACT, LAST, type Layout, mix, partsOf, SHOUTABLE } from './format.ts';

/** A pattern that holds at a hit. */
export interface HitValue {
  readonly value: number;
  /** The text is in capitals throughout, the pattern is not: how it is written says nothing. */
  readonly shouted: boolean;
}

/**
 * The table of whole forms: patterns in order of their hashes, and where each bucket of them begins. A form is named
 * by the number of its first pattern.
 */
export class Forms {
  readonly #starts: Uint32Array;
  /** From a mixed hash to its bucket. */
  readonly #shift: number;
  readonly #keys: Uint32Array;
  readonly #keys2: Uint32Array;
  readonly #values: Uint32Array;
  readonly #cases: Uint32Array;
  readonly #flags: Uint8Array;

  constructor(buffer: ArrayBuffer, offset: number, layout: Layout) {
    const parts = partsOf(layout);
    const { patterns, buckets } = layout;
    const numbers = (part: number, length: number) => new Uint32Array(buffer, offset + part, length);
    this.#starts = numbers(parts.starts, buckets + 1);
    this.#shift = Math.clz32(buckets - 1);
    this.#keys = numbers(parts.keys, patterns);
    this.#keys2 = numbers(parts.keys2, patterns);
    this.#values = numbers(parts.values, patterns);
    this.#cases = numbers(parts.cases, patterns);
    this.#flags = new Uint8Array(buffer, offset + parts.flags, patterns);
  }

  /** The form with these hashes. */
  find(folded: number, folded2: number): number | undefined {
    const key = mix(folded);
    const key2 = folded2 >>> 0;
    const end = this.#endOf(key);
    for (let index = this.#startOf(key); index < end; index++) {
      if (this.#keys[index] === key && this.#keys2[index] === key2) return index;
    }
    return undefined;
  }

  /** Whether some pattern of a form holds for text[start..end] with this hash of its case. */
  holds(form: number, written: number, text: string, start: number, end: number): boolean {
    for (let index = form; index < this.#values.length; index++) {
      const flags = this.#flags[index] ?? LAST;
      if (!(flags & EXACT) || this.#cases[index] === written >>> 0) return true;
      if (flags & SHOUTABLE && isShouted(text.slice(start, end))) return true;
      if (flags & LAST) break;
    }
    return false;
  }

  /** The patterns of a form that hold for a surface with this hash of its case. */
  valuesOf(form: number, written: number, surface: string): HitValue[] {
    const isAllCapitals = isShouted(surface);
    const values: HitValue[] = [];
    for (let index = form; index < this.#values.length; index++) {
      const flags = this.#flags[index] ?? LAST;
      const isWritten = this.#cases[index] === written >>> 0;
      const shouted = isAllCapitals && !isWritten && (flags & SHOUTABLE) !== 0;
      if (isWritten || shouted || !(flags & EXACT)) values.push({ value: this.#values[index] ?? 0, shouted });
      if (flags & LAST) break;
    }
    return values;
  }

  #startOf(key: number): number {
    return this.#starts[this.#bucketOf(key)] ?? 0;
  }

  #endOf(key: number): number {
    return Math.min(this.#starts[this.#bucketOf(key) + 1] ?? 0, this.#keys.length);
  }

  #bucketOf(key: number): number {
    return this.#shift === 32 ? 0 : key >>> this.#shift;
  }
}

function isShouted(surface: string): boolean {
  return surface === surface.toUpperCase() && surface !== surface.toLowerCase();
}
