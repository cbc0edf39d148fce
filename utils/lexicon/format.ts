import { COLUMNS, placesFor } from './forms.ts';

/** How compiled patterns lie in their buffer: 32-bit numbers in the byte order of the machine; a header, then the parts. */

export const MAGIC = 0x4e475037;
export const HEADER = 7;

/** Added to the hash of a first word before which a label has signs, and of a label up to signs that end it. */
export const LED = 0x3c6ef372;
export const TRAILED = 0x1f83d9ab;

/** The most signs that may stand before the first word of a label, and after its last. */
export const MOST_SIGNS = 8;

/** The sizes of the parts, in 32-bit numbers but for the numbers of patterns; those of filters are powers of two. */
export interface Layout {
  readonly patterns: number;
  /** How many patterns have no word: currency signs, for instance. */
  readonly wordless: number;
  readonly table: number;
  readonly singles: number;
  readonly pairs: number;
  readonly longer: number;
}

/** Where each part begins, and the whole length, in 32-bit numbers. */
export function partsOf({ table, singles, pairs, longer }: Layout) {
  const atPairs = HEADER + singles;
  const atLonger = atPairs + pairs;
  const atTable = atLonger + longer;
  return { singles: HEADER, pairs: atPairs, longer: atLonger, table: atTable, length: atTable + table };
}

/** Whether the sizes are such as `compilePatterns` makes. */
export function isSound({ patterns, table, singles, pairs, longer }: Layout): boolean {
  const places = placesFor(patterns);
  const areFilters = [singles, pairs, longer].every((words) => words > 1 && (words & (words - 1)) === 0);
  return areFilters && table % COLUMNS === 0 && table > 0 && table <= (places + patterns + 1) * COLUMNS;
}
