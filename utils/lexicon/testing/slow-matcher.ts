/** What is looked for; the matcher's own type, written again, so that this knows nothing of what it judges. */
interface Pattern {
  readonly text: string;
  readonly case: 'exact' | 'any';
  readonly value: number;
}

/** A matcher so simple that it is plainly right, for small plain texts of words, spaces and commas; folds case only. */
export function slowHits(
  patterns: readonly Pattern[],
  text: string,
): { start: number; end: number; values: number[] }[] {
  const hits = [];
  for (let start = 0; start < text.length; start++) {
    const ends = patterns
      .map((pattern) => pattern.text.length)
      .filter(
        (length) => isWholeAt(text, start, start + length) && holding(patterns, text, start, start + length).length > 0,
      );
    if (ends.length === 0) continue;
    const end = start + Math.max(...ends);
    hits.push({ start, end, values: holding(patterns, text, start, end) });
    start = end - 1;
  }
  return hits;
}

function holding(patterns: readonly Pattern[], text: string, start: number, end: number): number[] {
  const surface = text.slice(start, end);
  const holds = patterns.filter((pattern) =>
    pattern.case === 'exact' ? pattern.text === surface : pattern.text.toLowerCase() === surface.toLowerCase(),
  );
  return holds.map(({ value }) => value).sort((a, b) => a - b);
}

function isWholeAt(text: string, start: number, end: number): boolean {
  return end <= text.length && !joins(text, start) && !joins(text, end);
}

function joins(text: string, at: number): boolean {
  return /\w/.test(text[at - 1] ?? ' ') && /\w/.test(text[at] ?? ' ');
}
