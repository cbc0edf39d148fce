import type { Story, StoryId, TermId } from '../digest/schema.ts';

/** A story that has terms in common with a page. */
export interface RelatedStory {
  readonly id: StoryId;
  readonly title: string;
  /** Above 0; comparable only among the stories of one page. */
  readonly score: number;
  /** The terms in common, the most telling first. */
  readonly because: readonly TermId[];
}

/** A term of a page, with how often it is named there. */
export interface TermCount {
  readonly id: TermId;
  readonly count: number;
}

/** Further mentions of a term add ever less (term saturation as in BM25, Robertson & Zaragoza 2009, 3.2, with k1 = 1.2). */
const SATURATION = 1.2;

/**
 * The stories that share terms with a page, the closest first. A term counts the more, the fewer stories it is in
 * (inverse document frequency) and the more often the page names it; a story counts the less, the more it is about.
 * @param stories at least every story about a term of the page
 * @param total how many stories there are
 * @param limit how many to give at most
 * @param about how many stories are about a term, where `stories` does not hold them all
 */
export function rankStories(
  stories: readonly Story[],
  total: number,
  page: readonly TermCount[],
  limit: number,
  about: ReadonlyMap<TermId, number> = countByTerm(stories),
): RelatedStory[] {
  const counts = new Map(page.map(({ id, count }) => [id, count]));
  const weights = new Map([...about].map(([term, count]) => [term, Math.log(1 + total / count)]));
  const ranked = stories.flatMap(({ id, title, date, terms }) => {
    const shared = terms.filter((term) => counts.has(term));
    if (shared.length === 0) return [];
    const weightOf = (term: TermId) => (weights.get(term) ?? 0) * saturated(counts.get(term) ?? 0);
    const because = shared.toSorted((a, b) => weightOf(b) - weightOf(a));
    const score = because.reduce((sum, term) => sum + weightOf(term), 0) / Math.sqrt(terms.length);
    return [{ id, title, date, score, because }];
  });
  ranked.sort((a, b) => b.score - a.score || b.date.localeCompare(a.date) || a.id.localeCompare(b.id));
  return ranked.slice(0, limit).map(({ id, title, score, because }) => ({ id, title, score, because }));
}

/** How many of the stories are about each term. */
export function countByTerm(stories: readonly Story[]): Map<TermId, number> {
  const counts = new Map<TermId, number>();
  for (const { terms } of stories) for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function saturated(count: number): number {
  return (count * (SATURATION + 1)) / (count + SATURATION);
}
