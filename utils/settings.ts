import { StoredValue } from './local-storage.ts';
import type { Density } from './page/choose-marks.ts';

/** How sure a mention must be to be marked. */
export type Threshold = 'sure' | 'balanced' | 'everything';
/** Days for which the stories of feeds are kept, as a select gives them. */
export type RetentionDays = '30' | '90' | '180' | '365';

/** What a page needs to know of the reader's wishes. */
export interface PageSettings {
  readonly density: Density;
  readonly threshold: Threshold;
  readonly siteOff: boolean;
  /** Whether only articles are read on the site, not its front page or its shop. */
  readonly articlesOnly: boolean;
}

/** Every setting that pages heed, with its default. Only what the reader changed is stored. */
export const settings = {
  density: new StoredValue<Density>('density', 'section'),
  threshold: new StoredValue<Threshold>('threshold', 'balanced'),
  sitesOff: new StoredValue<readonly string[]>('sitesOff', []),
  articleSites: new StoredValue<readonly string[]>('articleSites', []),
};

/** The setting that only the background heeds. */
export const feedRetention = /* @__PURE__ */ new StoredValue<RetentionDays>('retentionDays', '180');

/** The settings as they hold on a page of `host`. */
export async function pageSettings(host: string): Promise<PageSettings> {
  const [density, threshold, sitesOff, articleSites] = await Promise.all([
    settings.density.get(),
    settings.threshold.get(),
    settings.sitesOff.get(),
    settings.articleSites.get(),
  ]);
  return { density, threshold, siteOff: sitesOff.includes(host), articlesOnly: articleSites.includes(host) };
}

/** Calls `onChange` whenever a setting of pages changes, in any context. Returns how to stop. */
export function watchSettings(onChange: () => void): () => void {
  const stops = Object.values(settings).map((setting) => setting.watch(onChange));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Switches Newsgloss off or on for a host. */
export function setSiteOff(host: string, off: boolean): Promise<void> {
  return setListed(settings.sitesOff, host, off);
}

/** Has Newsgloss read only the articles of a host, or all its pages. */
export function setArticlesOnly(host: string, only: boolean): Promise<void> {
  return setListed(settings.articleSites, host, only);
}

async function setListed(list: StoredValue<readonly string[]>, host: string, isListed: boolean): Promise<void> {
  const others = (await list.get()).filter((other) => other !== host);
  await list.set(isListed ? [...others, host].sort() : others);
}
