import { type Launched, openOwnPage, until } from '../browser/launch.ts';

/** Longer than the sleep that tests set for Firefox, ms. */
const FIREFOX_SLEEP_MS = 5500;

/** Ends the background as the browser does: Chromium stops the worker, Firefox puts it to sleep (set a short `extensions.background.idle.timeout`). */
export async function stopBackground(launched: Launched): Promise<void> {
  if (launched.name === 'firefox') {
    await new Promise((resolve) => setTimeout(resolve, FIREFOX_SLEEP_MS));
    return;
  }
  const { browser } = launched;
  const target = await browser.waitForTarget((other) => other.type() === 'service_worker');
  const page = await openOwnPage(launched, 'welcome.html');
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await until('the worker has stopped', async () => !browser.targets().includes(target));
  await page.close();
}
