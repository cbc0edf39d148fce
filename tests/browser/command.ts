import type { Page } from 'puppeteer-core';
import { inFirefoxWindow } from './firefox-window.ts';
import { GECKO_ID, type Launched } from './launch.ts';

/**
 * Does what the browser does when the reader presses the shortcut of one of the extension's commands on a page.
 * Browsers see shortcuts before pages do, so that no key sent to a page ever triggers one.
 */
export async function runCommand({ name, browser }: Launched, page: Page, command: string): Promise<void> {
  await page.bringToFront();
  if (name === 'firefox') return inFirefoxWindow(page, RUN_COMMAND, GECKO_ID, command);
  const target = await browser.waitForTarget((other) => other.type() === 'service_worker');
  const worker = await target.worker();
  await worker?.evaluate(async (asked) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.commands.onCommand.dispatch(asked, tab);
  }, command);
}

/** What of Chromium's worker is used above; `dispatch` is there, though undocumented. */
declare const chrome: {
  readonly tabs: { query(about: object): Promise<unknown[]> };
  readonly commands: { readonly onCommand: { dispatch(name: string, tab: unknown): void } };
};

/** Run in Firefox's own window. */
const RUN_COMMAND = `(id, name) => ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs')
  .ExtensionParent.GlobalManager.getExtension(id).shortcuts.onCommand(name)`;
