import { COLUMNS, placesFor } from './forms.ts';

/** What a row of the table of forms says, all of it unsigned; `check` has its flags. */
export interface Entry {
  readonly key: number;
  readonly check: number;
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
  sorted.forEach(({ key, check, value }, index) => {
    const row = rowOf[index] ?? 0;
    table[row] = key;
    table[rows + row] = check;
    table[2 * rows + row] = value;
  });
  return table;
}

/** By key; then by check, whose highest bits keep forms with the same key apart; then by value, so that bytes do not depend on the order given. */
function inTableOrder(a: Entry, b: Entry): number {
  return a.key - b.key || a.check - b.check || a.value - b.value;
}
