import type { Page } from 'puppeteer-core';

interface ChromeScope {
  send(
    method: string,
    parameters: object,
  ): Promise<{ result: { contexts?: { context: string }[]; exceptionDetails?: { text: string } } }>;
}

/** Runs a function, given as source, in Firefox's own window, where its parts can be told what pages cannot. */
export async function inFirefoxWindow(page: Page, source: string, ...args: readonly string[]): Promise<void> {
  const { connection } = page.browser() as unknown as { connection: ChromeScope };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [window] = result.contexts ?? [];
  const done = await connection.send('script.callFunction', {
    functionDeclaration: source,
    arguments: args.map((value) => ({ type: 'string', value })),
    target: { context: window?.context },
    awaitPromise: false,
  });
  if (done.result.exceptionDetails) throw new Error(done.result.exceptionDetails.text);
}
