/** What stories of different sources are put in one order by. */
interface DatedStory {
  readonly title: string;
  /** A day, or an interval of days. */
  readonly date: string;
  readonly url?: string | undefined;
}

/**
 * The newest of the stories of several sources, at most `limit`. Where two tell the same (the same address, or the same title
 * on the same day), the one of the earlier source stays. Stories of one day stay in the order of their sources.
 */
export function joinStories<S extends DatedStory>(sources: readonly (readonly S[])[], limit: number): S[] {
  const seen = new Set<string>();
  const distinct = sources.flat().filter(({ title, date, url }) => {
    const marks = [`${title}\n${date}`, ...(url === undefined ? [] : [url])];
    const isNew = !marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return isNew;
  });
  return distinct.sort((a, b) => lastDay(b).localeCompare(lastDay(a))).slice(0, limit);
}

function lastDay({ date }: DatedStory): string {
  return date.split('/').at(-1) ?? date;
}
