import type { Page } from 'puppeteer-core';
import { GECKO_ID, type Launched } from './launch.ts';

/**
 * Does what the browser does when the reader presses the shortcut of one of the extension's commands on a page.
 * Browsers see shortcuts before pages do, so that no key sent to a page ever triggers one.
 */
export async function runCommand({ name, browser }: Launched, page: Page, command: string): Promise<void> {
  await page.bringToFront();
  if (name === 'firefox') return runInFirefox(page, command);
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

interface ChromeScope {
  send(
    method: string,
    parameters: object,
  ): Promise<{ result: { contexts?: { context: string }[]; exceptionDetails?: { text: string } } }>;
}

async function runInFirefox(page: Page, command: string): Promise<void> {
  const { connection } = page.browser() as unknown as { connection: ChromeScope };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [window] = result.contexts ?? [];
  const done = await connection.send('script.callFunction', {
    functionDeclaration: `(id, name) => ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs')
      .ExtensionParent.GlobalManager.getExtension(id).shortcuts.onCommand(name)`,
    arguments: [GECKO_ID, command].map((value) => ({ type: 'string', value })),
    target: { context: window?.context },
    awaitPromise: false,
  });
  if (done.result.exceptionDetails) throw new Error(done.result.exceptionDetails.text);
}
