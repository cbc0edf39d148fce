import { FLAGS, placesFor, ROW, USED } from './forms.ts';

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
  const rows = new Uint32Array((places + entries.length + 1) * ROW);
  let next = 0;
  for (const { key, folded, written, flags, value } of entries.toSorted(inTableOrder)) {
    next = Math.max(next, Math.floor(key * scale));
    rows.set([key, (folded & ~FLAGS) | flags | USED, value, written], next * ROW);
    next++;
  }
  return rows.slice(0, Math.max(next, 1) * ROW);
}

/** By key; then forms with the same key one after the other; then anything, so that bytes do not depend on the order given. */
function inTableOrder(a: Entry, b: Entry): number {
  return (
    a.key - b.key ||
    (a.folded >>> 3) - (b.folded >>> 3) ||
    a.flags - b.flags ||
    a.value - b.value ||
    a.written - b.written
  );
}
