import type { Page } from 'puppeteer-core';
import { inFirefoxWindow } from './firefox-window.ts';
import type { Launched } from './launch.ts';

/** What Firefox calls the wishes that it can be told to take a reader to have. */
const IN_FIREFOX = {
  'prefers-color-scheme': 'prefersColorSchemeOverride',
  'prefers-reduced-motion': 'prefersReducedMotionOverride',
  'forced-colors': 'forcedColorsOverride',
} as const;

/** Run in Firefox's own window, on the tab in front. */
const OVERRIDE = `(name, value) => {
  Services.wm.getMostRecentBrowserWindow().gBrowser.selectedBrowser.browsingContext[name] = value;
}`;

/** Lets a page believe for as long as it is open that the reader's system asks for something, by the name of the media feature. */
export async function emulateMedia(
  { name }: Launched,
  page: Page,
  feature: keyof typeof IN_FIREFOX,
  value: string,
): Promise<void> {
  await page.bringToFront();
  if (name === 'firefox') return inFirefoxWindow(page, OVERRIDE, IN_FIREFOX[feature], value);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: feature, value }] });
}
