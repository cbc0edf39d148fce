import type { Page } from 'puppeteer-core';

/**
 * Collects what goes wrong on a page from now on: errors on its console and uncaught ones, in all its frames, of the
 * page and of content scripts alike. Each is one line, with the address of the script or resource where there is one.
 */
export function recordErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url ?? 'no address'})`);
  });
  page.on('pageerror', (error) => errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return errors;
}
