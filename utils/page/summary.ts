import type { TermId } from '../digest/schema.ts';

/** One term of a page, as the popup lists it. */
interface PageTerm {
  readonly id: TermId;
  /** Mentions of it on the page. */
  readonly count: number;
}

/** What a page's content script tells the popup. */
export interface PageSummary {
  /** Host name of the page, or '' for one without. */
  readonly host: string;
  readonly siteOff: boolean;
  /** In order of first mention. */
  readonly terms: readonly PageTerm[];
}
