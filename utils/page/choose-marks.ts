/** Which mentions are marked: the first of each term in each section, or on the page, or all, or none. */
export type Density = 'section' | 'page' | 'all' | 'none';

/** What decides whether a mention is marked: which term it names, and in which section it stands. */
export interface Markable {
  readonly termId: string;
  readonly section: number;
}

/** The mentions to mark, in their order: the first of each term in each section, or on the page, or all, or none. */
export function chooseMarks<T extends Markable>(mentions: readonly T[], density: Density): T[] {
  if (density === 'none') return [];
  if (density === 'all') return [...mentions];
  const seen = new Set<string>();
  return mentions.filter(({ termId, section }) => {
    const key = density === 'page' ? termId : `${section} ${termId}`;
    return seen.size < seen.add(key).size;
  });
}
