/** What stories of different sources are put in one order by. */
interface DatedStory {
  readonly title: string;
  /** A day, or an interval of days. */
  readonly date: string;
  readonly url?: string | undefined;
}

/**
 * The newest of the stories of several sources, at most `limit`. What two of them tell, the earlier source tells. Stories
 * of one day stay in the order of their sources.
 */
export function joinStories<S extends DatedStory>(sources: readonly (readonly S[])[], limit: number): S[] {
  return notYetTold(sources.flat(), [])
    .sort((a, b) => lastDay(b).localeCompare(lastDay(a)))
    .slice(0, limit);
}

/** Those of some stories that neither `before` nor an earlier one of them tells: has the same address, or the same title on the same day. */
export function notYetTold<S extends DatedStory>(stories: readonly S[], before: readonly DatedStory[]): S[] {
  const told = new Set(before.flatMap(marksOf));
  return stories.filter((story) => {
    const marks = marksOf(story);
    const isNew = !marks.some((mark) => told.has(mark));
    for (const mark of marks) told.add(mark);
    return isNew;
  });
}

function marksOf({ title, date, url }: DatedStory): string[] {
  return [`${title}\n${date}`, ...(url === undefined ? [] : [url])];
}

function lastDay({ date }: DatedStory): string {
  return date.split('/').at(-1) ?? date;
}
