import type { BrowserName } from '../browser/find-browser.ts';
import { installInto, type Launched, launch } from '../browser/launch.ts';

/** Starting a browser takes seconds of both processors: the files that a worker runs one after the other share one. */
const running = new Map<BrowserName, Launched>();
// A worker is given half a second to end, in which no browser closes by itself; puppeteer would end only every other one.
process.once('SIGTERM', () => process.exit());
process.once('exit', () => {
  for (const { browser } of running.values()) browser.process()?.kill('SIGKILL');
});

/** A running browser in which the extension has just been installed, with no page but an empty one. */
export async function borrowBrowser(name: BrowserName): Promise<Launched> {
  const launched = running.get(name) ?? (await launch(name, { bare: true }));
  running.set(name, launched);
  return await installInto(launched);
}

/** Takes the extension out again, with all it has stored, and closes its pages and all others. */
export async function giveBackBrowser({ name, browser, id }: Launched): Promise<void> {
  try {
    const pages = await browser.pages();
    await browser.newPage();
    await Promise.all(pages.map((page) => page.close()));
    await browser.uninstallExtension(id);
  } catch {
    running.delete(name);
    await browser.close();
  }
}
