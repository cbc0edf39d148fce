import { mix } from './hashes.ts';
import { isShouted, type Surface } from './surface.ts';

/** A pattern that holds at a hit. */
export interface HitValue {
  readonly value: number;
  /** The text is in capitals throughout, the pattern is not: how it is written says nothing. */
  readonly shouted: boolean;
}

/** Columns of the table, each for all rows: the hash of the form, mixed; the check; the value. */
export const COLUMNS = 3;

/**
 * The bits of a check: flags, 18 of the hash as written, 12 of the hash in lower case. With the 32 of the key, one text in
 * 2^44 passes for another, and one of 2^18 other cases of it for the one that must be.
 */
const WRITTEN = 0x000f_fffc;
const FOLDED_SHIFT = 20;
/** Flag: the case must be as written. */
export const EXACT = 1;
/** Flag: all capitals will do as well. */
export const SHOUTABLE = 2;

/** Rows for each pattern: how far from its place an entry may be, and the size of a lexicon, depend on it. */
const ROWS_PER_PATTERN = 1.2;

/** How many places keys point to in a table of so many patterns. */
export function placesFor(patterns: number): number {
  return Math.ceil(patterns * ROWS_PER_PATTERN);
}

/** The check of a surface; flags may be added. */
export function checkOf({ folded, written }: Surface): number {
  return ((folded >>> FOLDED_SHIFT) << FOLDED_SHIFT) | (mix(written) & WRITTEN);
}

/** Whether two checks are of the same characters, whatever their case. */
function isSameForm(check: number, other: number): boolean {
  return (check ^ other) >>> FOLDED_SHIFT === 0;
}

/** The key of a form, from its hash: 32 bits, unsigned, and not 0, which is that of a free row. */
export function keyOf(hash: number): number {
  return mix(hash) >>> 0 || 1;
}

/**
 * The table of whole forms: rows in order of their keys, each as near as may be to the place its key points to, free
 * rows between (linear probing in order: Amble and Knuth, "Ordered hash tables", 1974). A form is named by its first row.
 * Columns lie one after the other, for mostly the first one is all that is looked at.
 */
export class Forms {
  readonly #keys: Uint32Array;
  readonly #checks: Uint32Array;
  readonly #values: Uint32Array;
  /** From a key to the row that it points to. */
  readonly #scale: number;

  /** @param places how many rows keys point to; those after them take what is pushed over the end */
  constructor(table: Uint32Array, places: number) {
    const rows = table.length / COLUMNS;
    const column = (number: number) => table.subarray(number * rows, (number + 1) * rows);
    [this.#keys, this.#checks, this.#values] = [column(0), column(1), column(2)];
    this.#scale = places / 0x1_0000_0000;
  }

  /**
   * The form with this hash whose characters are those of text[start..end], in a case that holds for some pattern; or -1.
   * @param surface where the characters are hashed, which is done only where the first hash is known
   */
  find(hash: number, surface: Surface, text: string, start: number, end: number): number {
    const key = keyOf(hash);
    const first = this.#firstRow(key);
    if (first < 0) return -1;
    surface.read(text, start, end);
    const check = checkOf(surface);
    let form = first;
    while (this.#keys[form] === key && !this.#isForm(form, key, check)) form++;
    for (let row = form; this.#isForm(row, key, check); row++) {
      if (this.#holds(row, check, text, start, end)) return form;
    }
    return -1;
  }

  /** The patterns of a form that hold for a surface. */
  valuesOf(form: number, surface: Surface, text: string): HitValue[] {
    const values: HitValue[] = [];
    const check = checkOf(surface);
    for (let row = form; this.#isForm(row, this.#keys[form] ?? 0, check); row++) {
      if (!this.#holds(row, check, text, 0, text.length)) continue;
      const shouted = !this.#isWritten(row, check) && this.#isShouted(row, text);
      values.push({ value: this.#values[row] ?? 0, shouted });
    }
    return values;
  }

  /** The first row with a key, or -1. */
  #firstRow(key: number): number {
    const keys = this.#keys;
    for (let row = Math.floor(key * this.#scale); row < keys.length; row++) {
      const other = keys[row] ?? 0;
      if (other === key) return row;
      if (other > key || other === 0) return -1;
    }
    return -1;
  }

  #isForm(row: number, key: number, check: number): boolean {
    return this.#keys[row] === key && isSameForm(this.#checks[row] ?? 0, check);
  }

  /** Whether the case of a text of a row's form is one that the row allows. */
  #holds(row: number, check: number, text: string, start: number, end: number): boolean {
    const isExact = ((this.#checks[row] ?? 0) & EXACT) !== 0;
    return !isExact || this.#isWritten(row, check) || this.#isShouted(row, text.slice(start, end));
  }

  #isWritten(row: number, check: number): boolean {
    return (((this.#checks[row] ?? 0) ^ check) & WRITTEN) === 0;
  }

  #isShouted(row: number, text: string): boolean {
    return ((this.#checks[row] ?? 0) & SHOUTABLE) !== 0 && isShouted(text);
  }
}
