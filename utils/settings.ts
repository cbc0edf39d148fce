import { StoredValue } from './local-storage.ts';

/** How many mentions of one term are marked. */
export type Density = 'section' | 'page' | 'all' | 'none';
/** How sure a mention must be to be marked. */
export type Threshold = 'sure' | 'balanced' | 'everything';
/** Days for which the stories of feeds are kept, as a select gives them. */
export type RetentionDays = '30' | '90' | '180' | '365';

/** What a page needs to know of the reader's wishes. */
export interface PageSettings {
  readonly density: Density;
  readonly threshold: Threshold;
  readonly siteOff: boolean;
}

/** Every setting, with its default. Only what the reader changed is stored. */
export const settings = {
  density: new StoredValue<Density>('density', 'section'),
  threshold: new StoredValue<Threshold>('threshold', 'balanced'),
  sitesOff: new StoredValue<readonly string[]>('sitesOff', []),
  retentionDays: new StoredValue<RetentionDays>('retentionDays', '180'),
};

/** The settings as they hold on a page of `host`. */
export async function pageSettings(host: string): Promise<PageSettings> {
  const [density, threshold, sitesOff] = await Promise.all([
    settings.density.get(),
    settings.threshold.get(),
    settings.sitesOff.get(),
  ]);
  return { density, threshold, siteOff: sitesOff.includes(host) };
}

/** Calls `onChange` whenever a setting changes, in any context. Returns how to stop. */
export function watchSettings(onChange: () => void): () => void {
  const stops = [
    settings.density.watch(onChange),
    settings.threshold.watch(onChange),
    settings.sitesOff.watch(onChange),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Switches Newsgloss off or on for a host. */
export async function setSiteOff(host: string, off: boolean): Promise<void> {
  const others = (await settings.sitesOff.get()).filter((other) => other !== host);
  await settings.sitesOff.set(off ? [...others, host].sort() : others);
}
