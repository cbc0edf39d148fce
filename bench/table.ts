/** One row of figures, by column. */
export type Row = Record<string, string | number>;

/** Prints rows as a Markdown table, so that they can be pasted into the docs as they are. */
export function printTable(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  console.log(`\n## ${title}\n`);
  console.log(`| ${columns.join(' | ')} |`);
  console.log(`|${columns.map(() => ' --- ').join('|')}|`);
  for (const row of rows) console.log(`| ${columns.map((column) => row[column]).join(' | ')} |`);
}

/** The value below which a share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median time of a piece of work in ms, after a warm-up. */
export function medianMs(work: () => unknown, runs = 15): number {
  for (let index = 0; index < 3; index++) work();
  const samples = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return quantile(samples, 0.5);
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
