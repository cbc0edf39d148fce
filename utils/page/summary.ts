import type { TermId } from '../digest/schema.ts';

/** One term of a page, as the popup lists it. */
interface PageTerm {
  readonly id: TermId;
  /** Mentions of it on the page. */
  readonly count: number;
}

/** What the content script of one frame tells the popup and the badge. */
export interface PageSummary {
  /** Whether it is the top frame alone, the top one of several, or one inside it. */
  readonly frame: 'only' | 'top' | 'inner';
  /** Host name of the site, or '' for one without. */
  readonly host: string;
  readonly siteOff: boolean;
  /** In order of first mention. */
  readonly terms: readonly PageTerm[];
}

/** What all frames of a page hold together. */
export function mergeSummaries(frames: readonly [PageSummary, ...PageSummary[]]): PageSummary {
  const counts = new Map<TermId, number>();
  const top = frames.find(({ frame }) => frame !== 'inner') ?? frames[0];
  for (const { terms } of new Set([top, ...frames])) {
    for (const { id, count } of terms) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return { ...top, terms: [...counts].map(([id, count]) => ({ id, count })) };
}
