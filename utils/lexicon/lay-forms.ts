import { COLUMNS, FLAGS, placesFor } from './forms.ts';

/** What a row of the table of forms says; `key` and `value` are unsigned. */
export interface Entry {
  readonly key: number;
  readonly folded: number;
  readonly written: number;
  readonly flags: number;
  readonly value: number;
}

/** The table of forms of these entries, whatever their order. */
export function layForms(entries: readonly Entry[]): Uint32Array {
  const places = placesFor(entries.length);
  const scale = places / 0x1_0000_0000;
  const sorted = entries.toSorted(inTableOrder);
  let next = 0;
  const rowOf = Uint32Array.from(sorted, ({ key }) => {
    const row = Math.max(next, Math.floor(key * scale));
    next = row + 1;
    return row;
  });
  const rows = Math.max(next, 1);
  const table = new Uint32Array(rows * COLUMNS);
  sorted.forEach(({ key, folded, written, flags, value }, index) => {
    const row = rowOf[index] ?? 0;
    table[row] = key;
    table[rows + row] = (folded & ~FLAGS) | flags;
    table[2 * rows + row] = value;
    table[3 * rows + row] = written;
  });
  return table;
}

/** By key; then forms with the same key one after the other; then anything, so that bytes do not depend on the order given. */
function inTableOrder(a: Entry, b: Entry): number {
  return (
    a.key - b.key ||
    ((a.folded & ~FLAGS) >>> 0) - ((b.folded & ~FLAGS) >>> 0) ||
    a.flags - b.flags ||
    a.value - b.value ||
    a.written - b.written
  );
}
