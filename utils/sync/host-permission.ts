import browser from 'webextension-polyfill';
import { isLoopback } from './sources.ts';

/**
 * Asks the reader to let Newsgloss read from one host; call it straight from a click, or the browser refuses.
 * Hosts on this device need no permission: what runs there allows it itself (CORS).
 * @returns whether the reader agreed, now or before
 */
export function askForHost(url: string): Promise<boolean> {
  return isLoopback(url) ? Promise.resolve(true) : browser.permissions.request({ origins: [patternOf(url)] });
}

/** Gives a permission back that no source needs any more. */
export async function giveBackHost(url: string, stillUsed: readonly string[]): Promise<void> {
  const pattern = patternOf(url);
  if (isLoopback(url) || stillUsed.some((other) => patternOf(other) === pattern)) return;
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
}

/** The host alone, whatever the path; patterns know no port. */
export function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
