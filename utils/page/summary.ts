import type { TermId } from '../digest/schema.ts';

/** One term of a page, as the popup lists it. */
interface PageTerm {
  readonly id: TermId;
  /** Mentions of it on the page. */
  readonly count: number;
}

/** A `<link rel="alternate">` of a page, which may announce a feed. */
export interface PageLink {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
  readonly title: string;
}

/** What the content script of one frame tells the popup and the badge. */
export interface PageSummary {
  /** Whether it is the top frame alone, the top one of several, or one inside it. */
  readonly frame: 'only' | 'top' | 'inner';
  /** Host name of the site, or '' for one without. */
  readonly host: string;
  readonly siteOff: boolean;
  readonly articlesOnly: boolean;
  /** In order of first mention. */
  readonly terms: readonly PageTerm[];
  /** Links that may announce feeds, at most 50, as the page wrote them. */
  readonly feedLinks: readonly PageLink[];
  /** What they are relative to. */
  readonly base: string;
}

/** The links of a page that may announce feeds. */
export function feedLinksOf(document: Document): PageLink[] {
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel~=alternate i][type]');
  return [...links].slice(0, 50).map(({ rel, type, href, title }) => ({ rel, type, href, title }));
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
