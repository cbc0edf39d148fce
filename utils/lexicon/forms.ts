import { mix } from './hashes.ts';
import { isShouted, type Surface } from './surface.ts';

/** A pattern that holds at a hit. */
export interface HitValue {
  readonly value: number;
  /** The text is in capitals throughout, the pattern is not: how it is written says nothing. */
  readonly shouted: boolean;
}

/** A row of the table: the hash of the form, mixed; flags and a hash of its characters; the value; a hash as written. */
export const ROW = 4;
const FLAGS_AND_FOLDED = 1;
const VALUE = 2;
const WRITTEN = 3;

/** Flags of a row, in place of the lowest bits of the second hash. */
export const FLAGS = 7;
export const USED = 1;
/** The case must be as written. */
export const EXACT = 2;
/** All capitals will do as well. */
export const SHOUTABLE = 4;

/** Rows for each pattern: how far from its place an entry may be, and the size of a lexicon, depend on it. */
const ROWS_PER_PATTERN = 1.2;

/** How many places keys point to in a table of so many patterns. */
export function placesFor(patterns: number): number {
  return Math.ceil(patterns * ROWS_PER_PATTERN);
}

/** The key of a form, from its hash: 32 bits, unsigned. */
export function keyOf(hash: number): number {
  return mix(hash) >>> 0;
}

/**
 * The table of whole forms: rows in order of their keys, each as near as may be to the place its key points to, free
 * rows between (linear probing in order: Amble and Knuth, "Ordered hash tables", 1974). A form is named by its first row.
 */
export class Forms {
  readonly #rows: Uint32Array;
  /** From a key to the row that it points to. */
  readonly #scale: number;

  /** @param places how many rows keys point to; those after them take what is pushed over the end */
  constructor(rows: Uint32Array, places: number) {
    this.#rows = rows;
    this.#scale = places / 0x1_0000_0000;
  }

  /**
   * The form with this hash whose characters are those of text[start..end], in a case that holds for some pattern; or -1.
   * @param surface where the characters are hashed, which is done only where the first hash is known
   */
  find(hash: number, surface: Surface, text: string, start: number, end: number): number {
    const key = keyOf(hash);
    let row = this.#firstRow(key);
    if (row < 0) return -1;
    surface.read(text, start, end);
    row = this.#withFolded(row, key, surface.folded);
    if (row < 0) return -1;
    for (let at = row; this.#isForm(at, key, surface.folded); at += ROW) {
      if (this.#holds(at, surface, text, start, end)) return row / ROW;
    }
    return -1;
  }

  /** The patterns of a form that hold for a surface. */
  valuesOf(form: number, { written }: Surface, text: string): HitValue[] {
    const rows = this.#rows;
    const values: HitValue[] = [];
    const first = form * ROW;
    for (let at = first; this.#isForm(at, rows[first] ?? 0, rows[first + FLAGS_AND_FOLDED] ?? 0); at += ROW) {
      const flags = rows[at + FLAGS_AND_FOLDED] ?? 0;
      const isWritten = rows[at + WRITTEN] === written >>> 0;
      const shouted = !isWritten && (flags & SHOUTABLE) !== 0 && isShouted(text);
      if (isWritten || shouted || !(flags & EXACT)) values.push({ value: rows[at + VALUE] ?? 0, shouted });
    }
    return values;
  }

  /** Where the first row with a key begins, or -1. */
  #firstRow(key: number): number {
    const rows = this.#rows;
    let at = Math.floor(key * this.#scale) * ROW;
    for (; at < rows.length; at += ROW) {
      const other = rows[at] ?? 0;
      if (other === key && this.#isUsed(at)) return at;
      if (other > key || !this.#isUsed(at)) return -1;
    }
    return -1;
  }

  #withFolded(first: number, key: number, folded: number): number {
    for (let at = first; this.#rows[at] === key && this.#isUsed(at); at += ROW) {
      if (this.#isForm(at, key, folded)) return at;
    }
    return -1;
  }

  #isUsed(at: number): boolean {
    return ((this.#rows[at + FLAGS_AND_FOLDED] ?? 0) & USED) !== 0;
  }

  #isForm(at: number, key: number, folded: number): boolean {
    return (
      this.#rows[at] === key && this.#isUsed(at) && (((this.#rows[at + FLAGS_AND_FOLDED] ?? 0) ^ folded) & ~FLAGS) === 0
    );
  }

  #holds(at: number, surface: Surface, text: string, start: number, end: number): boolean {
    const flags = this.#rows[at + FLAGS_AND_FOLDED] ?? 0;
    if (!(flags & EXACT) || this.#rows[at + WRITTEN] === surface.written >>> 0) return true;
    return (flags & SHOUTABLE) !== 0 && isShouted(text.slice(start, end));
  }
}
