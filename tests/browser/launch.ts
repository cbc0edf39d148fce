import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { type BrowserName, findBrowser } from './find-browser.ts';

const ROOT = `${import.meta.dirname}/../..`;
/** Folders of the built extension. */
export const BUILDS = { chromium: `${ROOT}/.output/chrome-mv3`, firefox: `${ROOT}/.output/firefox-mv3` } as const;
/** The extension's identity in Firefox, the same as in wxt.config.ts. */
export const GECKO_ID = 'newsgloss@newsgloss';
/** Firefox gives every profile another address for the extension; a fixed one lets its pages be opened. */
const GECKO_UUID = '5f3d2a0e-8a3b-4c55-9d6e-1c2f7b9a4e10';
const FIREFOX_PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
  'extensions.webextensions.keepUuidOnUninstall': true,
  // One process for each site, and none in store: a third less work for each page, half for each window.
  'dom.ipc.processPrelaunch.enabled': false,
  'dom.ipc.processCount': 1,
  'dom.ipc.keepProcessesAlive.web': 1,
  'dom.ipc.keepProcessesAlive.webIsolated.perOriginMax': 1,
};

/** No calls home: a recording of requests then shows the extension's alone. */
const CHROMIUM_ARGUMENTS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export interface LaunchOptions {
  readonly headless?: boolean;
  /** Without the extension: for comparison, or until {@link installInto}. */
  readonly bare?: boolean;
  readonly args?: readonly string[];
  /** With only pages watched: a watched worker never sleeps. */
  readonly pagesOnly?: boolean;
  readonly userDataDir?: string;
  /** Preferences of Firefox. */
  readonly preferences?: Record<string, unknown>;
  readonly build?: string;
  /** For hosts of this machine that make their own. */
  readonly takesAnyCertificate?: boolean;
  /** How long one answer of Chromium may take, ms; puppeteer's own limit where left out. */
  readonly protocolTimeout?: number;
}

/** A browser with the extension, the extension's id, and the address of its pages. */
export interface Launched {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly id: string;
  readonly origin: string;
}

/** Starts a browser with the built extension in an empty profile. */
export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<Launched> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}

async function launchChromium({
  headless = true,
  bare = false,
  args = [],
  pagesOnly = false,
  userDataDir,
  build,
  protocolTimeout,
}: LaunchOptions): Promise<Launched> {
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless,
    pipe: true,
    defaultViewport: headless ? { width: 1100, height: 800 } : null,
    args: [...CHROMIUM_ARGUMENTS, ...args],
    ...(userDataDir ? { userDataDir } : {}),
    ...(protocolTimeout === undefined ? {} : { protocolTimeout }),
    enableExtensions: bare ? true : [build ?? BUILDS.chromium],
    ...(pagesOnly ? { targetFilter: (target) => ['page', 'tab', 'browser'].includes(target.type()) } : {}),
  });
  if (bare) return { name: 'chromium', browser, id: '', origin: '' };
  const [id = ''] = await until('the extension is installed', async () => {
    const ids = [...(await browser.extensions()).keys()];
    return ids.length > 0 && ids;
  });
  return { name: 'chromium', browser, id, origin: `chrome-extension://${id}` };
}

async function launchFirefox({
  headless = true,
  bare = false,
  args = [],
  userDataDir,
  preferences = {},
  build,
  takesAnyCertificate = false,
}: LaunchOptions): Promise<Launched> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless,
    defaultViewport: headless ? { width: 1100, height: 800 } : null,
    args: ['--remote-allow-system-access', ...args],
    acceptInsecureCerts: takesAnyCertificate,
    ...(userDataDir ? { userDataDir } : {}),
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
  });
  const bareOne: Launched = { name: 'firefox', browser, id: '', origin: '' };
  return bare ? bareOne : installInto(bareOne, build);
}

/** Installs the extension into a running browser that was started without. */
export async function installInto({ name, browser }: Launched, build: string = BUILDS[name]): Promise<Launched> {
  const id = await browser.installExtension(build);
  const origin = name === 'chromium' ? `chrome-extension://${id}` : `moz-extension://${GECKO_UUID}`;
  return { name, browser, id, origin };
}

/** Opens one of the extension's own pages, such as `popup.html`. */
export async function openOwnPage({ browser, name, origin }: Launched, path: string): Promise<Page> {
  const url = `${origin}/${path}`;
  const page = await browser.newPage();
  if (name === 'chromium') {
    await page.goto(url);
    return page;
  }
  // Firefox never reports that an extension's page has loaded, nor its address; but scripts run in it.
  page.goto(url).catch(() => undefined);
  await until(`${url} is open`, () =>
    page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url).catch(() => false),
  );
  return page;
}

/** A page's own frame, or the frame itself. */
export function mainFrameOf(where: Page | Frame): Frame {
  return 'mainFrame' in where ? where.mainFrame() : where;
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
