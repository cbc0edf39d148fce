import browser from 'webextension-polyfill';
import { storedSources } from './memory.ts';
import { packagedSource } from './packaged-source.ts';
import { digestSource, isLoopback } from './sources.ts';

/**
 * Asks the reader to let Newsgloss read from one host; call it straight from a click, or the browser refuses.
 * Hosts on this device need no permission: what runs there allows it itself (CORS).
 * @returns whether the reader agreed, now or before
 */
export function askForHost(url: string): Promise<boolean> {
  return askForHosts([url]);
}

/** Asks for several hosts at once: all are allowed, or none. */
export async function askForHosts(urls: readonly string[]): Promise<boolean> {
  const origins = [...new Set(urls.filter((url) => !isLoopback(url)).map(patternOf))];
  return origins.length === 0 || browser.permissions.request({ origins });
}

/** Gives the permissions for single hosts back that no source needs: its last source is gone, or none came of asking. */
export async function giveBackUnusedHosts(): Promise<void> {
  const [{ origins = [] }, sources, packaged] = await Promise.all([
    browser.permissions.getAll(),
    storedSources.get(),
    packagedSource(),
  ]);
  const digest = digestSource(sources, packaged);
  const used = new Set([...sources.feeds, ...(digest ? [digest] : [])].map(({ url }) => patternOf(url)));
  // The pages that content scripts run on may be among them: all hosts, and files.
  const unused = origins.filter((origin) => /^https:\/\/[^*]/.test(origin) && !used.has(origin));
  if (unused.length > 0) await browser.permissions.remove({ origins: unused }).catch(() => false);
}

/** The host alone, whatever the path; patterns know no port. */
function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
