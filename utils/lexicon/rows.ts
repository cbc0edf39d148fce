/** Calls `visit` for each value of a row; rows that there are not have none. */
export type Rows = (row: number, visit: (value: number) => void) => void;

/** A list of lists over two arrays: where each begins, and all of them one after the other. */
export function rowsOf(starts: Uint32Array, values: Uint32Array): Rows {
  return (row, visit) => {
    const end = Math.min(starts[row + 1] ?? 0, values.length);
    for (let index = starts[row] ?? end; index < end; index++) visit(values[index] ?? 0);
  };
}
