import browser from 'webextension-polyfill';

/**
 * A background is stopped after 30 s in which it called no extension API, whatever else it does
 * (https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle; Firefox does the same).
 */
const HEARTBEAT_MS = 20_000;

/** Does work during which the browser does not put the background to sleep. */
export async function keepAwake<T>(work: () => Promise<T>): Promise<T> {
  const heartbeat = setInterval(() => void browser.runtime.getPlatformInfo(), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}
