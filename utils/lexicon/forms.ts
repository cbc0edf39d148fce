import { mix } from './hashes.ts';
import { isShouted, type Surface } from './surface.ts';

/** A pattern that holds at a hit. */
export interface HitValue {
  readonly value: number;
  /** The text is in capitals throughout, the pattern is not: how it is written says nothing. */
  readonly shouted: boolean;
}

/** Columns of the table, each for all rows: the hash of the form, mixed; flags and a hash of its characters; the value; a hash as written. */
export const COLUMNS = 4;

/** Flags of a row, in place of the lowest bits of the second hash. */
export const FLAGS = 3;
/** The case must be as written. */
export const EXACT = 1;
/** All capitals will do as well. */
export const SHOUTABLE = 2;

/** Rows for each pattern: how far from its place an entry may be, and the size of a lexicon, depend on it. */
const ROWS_PER_PATTERN = 1.2;

/** How many places keys point to in a table of so many patterns. */
export function placesFor(patterns: number): number {
  return Math.ceil(patterns * ROWS_PER_PATTERN);
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
  readonly #folded: Uint32Array;
  readonly #values: Uint32Array;
  readonly #written: Uint32Array;
  /** From a key to the row that it points to. */
  readonly #scale: number;

  /** @param places how many rows keys point to; those after them take what is pushed over the end */
  constructor(table: Uint32Array, places: number) {
    const rows = table.length / COLUMNS;
    const column = (number: number) => table.subarray(number * rows, (number + 1) * rows);
    [this.#keys, this.#folded, this.#values, this.#written] = [column(0), column(1), column(2), column(3)];
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
    const form = this.#withFolded(first, key, surface.folded);
    if (form < 0) return -1;
    for (let row = form; this.#isForm(row, key, surface.folded); row++) {
      if (this.#holds(row, surface, text, start, end)) return form;
    }
    return -1;
  }

  /** The patterns of a form that hold for a surface. */
  valuesOf(form: number, { written }: Surface, text: string): HitValue[] {
    const values: HitValue[] = [];
    for (let row = form; this.#isForm(row, this.#keys[form] ?? 0, this.#folded[form] ?? 0); row++) {
      const flags = this.#folded[row] ?? 0;
      const isWritten = this.#written[row] === written >>> 0;
      const shouted = !isWritten && (flags & SHOUTABLE) !== 0 && isShouted(text);
      if (isWritten || shouted || !(flags & EXACT)) values.push({ value: this.#values[row] ?? 0, shouted });
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

  #withFolded(first: number, key: number, folded: number): number {
    for (let row = first; this.#keys[row] === key; row++) if (this.#isForm(row, key, folded)) return row;
    return -1;
  }

  #isForm(row: number, key: number, folded: number): boolean {
    return this.#keys[row] === key && (((this.#folded[row] ?? 0) ^ folded) & ~FLAGS) === 0;
  }

  #holds(row: number, surface: Surface, text: string, start: number, end: number): boolean {
    const flags = this.#folded[row] ?? 0;
    if (!(flags & EXACT) || this.#written[row] === surface.written >>> 0) return true;
    return (flags & SHOUTABLE) !== 0 && isShouted(text.slice(start, end));
  }
}
