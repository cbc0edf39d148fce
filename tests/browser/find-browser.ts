import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { canInstall, installPackages } from './apt-get.ts';

export type BrowserName = 'chromium' | 'firefox';

/** Oldest versions that the extension installs into; the same as in wxt.config.ts. */
const OLDEST = { chromium: 148, firefox: 150 } as const;

const DEBIAN_PACKAGE = { chromium: 'chromium', firefox: 'firefox-esr' } as const;

const PLACES: Record<BrowserName, readonly string[]> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: [
    '/usr/bin/firefox',
    '/usr/bin/firefox-esr',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};

/**
 * The path of a browser that is new enough. On Debian as root a missing or old one is installed.
 * @throws Error saying what to install where that cannot be done
 */
export function findBrowser(name: BrowserName): string {
  const found = newEnough(name);
  if (found) return found;
  const { packageName, reason } = {
    packageName: DEBIAN_PACKAGE[name],
    reason: `Newsgloss needs ${name} ${OLDEST[name]} or later, and found none.`,
  };
  if (!canInstall()) {
    throw new Error(
      `${reason} Install ${name === 'chromium' ? 'Chrome, Edge or Chromium' : 'Firefox'}${existsSync('/usr/bin/apt-get') ? `, for example with "sudo apt-get install ${packageName}"` : ''}.`,
    );
  }
  console.log(`${reason} Installing it with apt-get (${packageName}) …`);
  installPackages(packageName, 'fonts-dejavu-core');
  const installed = newEnough(name);
  if (!installed)
    throw new Error(
      `apt-get installed no ${name} of version ${OLDEST[name]} or later. Upgrade the system's package lists, or install one by hand.`,
    );
  return installed;
}

/** A browser that is there and new enough, without installing anything. */
export function newEnough(name: BrowserName): string | undefined {
  return PLACES[name].find((path) => existsSync(path) && versionOf(path) >= OLDEST[name]);
}

function versionOf(path: string): number {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}
