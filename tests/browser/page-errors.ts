import type { Page } from 'puppeteer-core';

/**
 * Collects what goes wrong on a page from now on: errors on its console and uncaught ones, in all its frames, of the
 * page and of content scripts alike, with the address of the script where there is one. What a server does not send is no fault.
 */
export function recordErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^(?:Failed to load resource|Manifest fetch)/.test(message.text()))
      errors.push(`${message.text()} (${message.location().url ?? 'no address'})`);
  });
  page.on('pageerror', (error) => errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return errors;
}
