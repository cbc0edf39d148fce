import { type Launched, openOwnPage, until } from '../browser/launch.ts';

/** What Firefox waits for before it puts a background to sleep that calls no API, ms; 30 s by default, and ours calls one every 20 s. A busy machine installs no digest in half of this. */
const IDLE_MS = 6000;
const ASLEEP_MS = IDLE_MS + 2500;

/** Preferences of a Firefox whose background can be stopped in a test. */
export const SLEEPS_SOON = { 'extensions.background.idle.timeout': IDLE_MS };

/** Ends the background as the browser does: Chromium stops the worker, Firefox, started with {@link SLEEPS_SOON}, puts it to sleep. */
export async function stopBackground(launched: Launched): Promise<void> {
  if (launched.name === 'firefox') {
    await new Promise((resolve) => setTimeout(resolve, ASLEEP_MS));
    return;
  }
  const { browser } = launched;
  const target = await browser.waitForTarget((other) => other.type() === 'service_worker');
  const page = await openOwnPage(launched, 'welcome.html');
  const session = await page.createCDPSession();
  // One that is started again at once, for a page has asked it something, may keep its target: then the browser's word counts.
  let isStopped = false;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    isStopped ||= versions.some(({ runningStatus }) => runningStatus === 'stopped');
  });
  await session.send('ServiceWorker.enable');
  await until('the worker has stopped', async () => {
    // Again and again: one that is just being started does not heed it.
    await session.send('ServiceWorker.stopAllWorkers');
    return isStopped || !browser.targets().includes(target);
  });
  await page.close();
}
