import browser, { type Tabs } from 'webextension-polyfill';
import { type DigestState, digestState } from '../../utils/digest/card.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import { termsById } from '../../utils/digest/queries.ts';
import type { Story, Term } from '../../utils/digest/schema.ts';
import { storiesOfPage } from '../../utils/known-stories.ts';
import { ask } from '../../utils/messages.ts';
import { notices } from '../../utils/notices.ts';
import type { PageSummary } from '../../utils/page/summary.ts';
import { type RelatedStory, rankStories } from '../../utils/related/rank-stories.ts';
import { discoverFeeds } from '../../utils/sync/feeds/discover.ts';
import { storedSources } from '../../utils/sync/memory.ts';
import type { SyncProgress } from '../../utils/sync/progress.ts';
import { syncProgress } from '../../utils/sync/progress-store.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import type { Standing } from '../../utils/sync/standing.ts';
import type { Notice } from '../../utils/sync/words/notice-words.ts';
import { firstPage, otherTabs } from '../../utils/tab-pages.ts';
import { digestStanding } from './digest-standing.ts';

const MOST_RELATED = 8;

/** A term of the page with how often it is named there. */
export interface PageTermRow {
  readonly term: Term;
  readonly count: number;
}

/** A story with the names of the terms it shares with the page. */
export interface RelatedRow {
  readonly story: Story;
  readonly because: readonly string[];
}

/** What the popup shows of the tab it was opened on. */
export type PageView =
  /** No script of ours runs there: a browser page, a store, a PDF, or a page from before the installation. */
  | { readonly state: 'unreadable' }
  /** Its page is on its way: scripts run when it is there. */
  | { readonly state: 'loading' }
  | {
      readonly state: 'read';
      readonly summary: PageSummary;
      readonly terms: readonly PageTermRow[];
      readonly related: readonly RelatedRow[];
      /** Feeds that the page announces and the reader does not have. */
      readonly feeds: number;
    };

export interface PopupData {
  readonly digest: DigestState;
  /** The tab of the page; undefined where there is none. */
  readonly tabId: number | undefined;
  readonly page: PageView;
  readonly notices: readonly Notice[];
  readonly standing: Standing;
  readonly sync: SyncProgress;
}

/** Everything the popup shows; restores the digest first where it is lost. */
export async function loadPopup(): Promise<PopupData> {
  const [installed, { tab, page }, unread, standing, sync] = await Promise.all([
    installedOrRestored(),
    pageInView(),
    notices.get(),
    digestStanding.get(),
    syncProgress.get(),
  ]);
  return {
    notices: unread,
    standing,
    sync,
    digest: digestState(installed),
    tabId: page?.tabId ?? tab?.id,
    page: page
      ? await viewOf(page.summary, installed.stories)
      : { state: tab?.status === 'loading' ? 'loading' : 'unreadable' },
  };
}

async function installedOrRestored() {
  const found = await installedDigest().catch(() => undefined);
  if (found) return found;
  await ask('lexicon.ensure', {});
  const restored = await installedDigest();
  if (!restored) throw new Error('The digest could not be restored from the extension.');
  return restored;
}

/** The tab the reader looks at, and the page in it; where no script can run there, the page that was looked at before. */
async function pageInView() {
  const tabs = await tabsInView();
  const [tab] = tabs;
  return { tab, page: await firstPage(tab?.status === 'loading' ? [tab] : tabs) };
}

/** The tab the reader looks at; where the popup is a tab itself, as on Android, those looked at before. */
async function tabsInView(): Promise<Tabs.Tab[]> {
  const own = await browser.tabs.getCurrent();
  return own ? await otherTabs(own) : await browser.tabs.query({ active: true, currentWindow: true });
}

async function viewOf(summary: PageSummary, digestStories: number): Promise<PageView> {
  const ids = summary.terms.map(({ id }) => id);
  const [terms, known, sources] = await Promise.all([
    termsById(ids),
    storiesOfPage(ids, digestStories),
    storedSources.get(),
  ]);
  const counts = new Map(summary.terms.map(({ id, count }) => [id, count]));
  const rows = terms.map((term) => ({ term, count: counts.get(term.id) ?? 0 })).sort((a, b) => b.count - a.count);
  const ranked = rankStories(known.stories, known.total, summary.terms, MOST_RELATED, known.about);
  const related = withNames(ranked, known.stories, terms);
  return { state: 'read', summary, terms: rows, related, feeds: newFeeds(summary, sources) };
}

function newFeeds({ feedLinks, base }: PageSummary, { feeds }: Sources): number {
  const known = new Set(feeds.map(({ url }) => url));
  return discoverFeeds(feedLinks, base).filter(({ url }) => !known.has(url)).length;
}

function withNames(ranked: readonly RelatedStory[], stories: readonly Story[], terms: readonly Term[]): RelatedRow[] {
  const storyOf = new Map(stories.map((story) => [story.id, story]));
  const nameOf = new Map(terms.map(({ id, prefLabel }) => [id, prefLabel]));
  return ranked.flatMap(({ id, because }) => {
    const story = storyOf.get(id);
    return story ? [{ story, because: because.map((term) => nameOf.get(term) ?? term) }] : [];
  });
}
