import type { Page } from 'puppeteer-core';
import { until as untilWithin } from '../browser/launch.ts';

/** A sync takes a second; on a machine that does other things beside, much longer. */
export const PATIENCE_MS = 45_000;

/** Asks again and again until it is so. */
export function until(what: string, ask: () => Promise<boolean>): Promise<boolean> {
  return untilWithin(what, ask, PATIENCE_MS);
}

/** Whether there is such an element. */
export function has(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.querySelector(wanted) !== null, selector);
}

/** The text of the first such element, in one line; empty where there is none. */
export function textOf(page: Page, selector: string): Promise<string> {
  return page.evaluate(
    (wanted) => (document.querySelector(wanted)?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    selector,
  );
}

/** Whether a status on the page says so. */
export function says(page: Page, words: string): Promise<boolean> {
  return page.evaluate(
    (wanted) =>
      [...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent?.includes(wanted)),
    words,
  );
}

/** Presses the first button of the page with these words. */
export function press(page: Page, button: string): Promise<void> {
  return pressIn(page, 'body', button);
}

/** Presses the first button with these words in the first such element. */
export async function pressIn(page: Page, where: string, button: string): Promise<void> {
  await until(`“${button}” can be pressed`, () =>
    page.evaluate(
      (scope, wanted) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${scope} button`)];
        const found = buttons.find(({ textContent, disabled }) => textContent?.trim() === wanted && !disabled);
        found?.focus();
        found?.click();
        return found !== undefined;
      },
      where,
      button,
    ),
  );
}
