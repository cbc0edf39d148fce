import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../browser/command.ts';
import { GECKO_ID, type Launched, launch, until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';
import { type PageServer, servePages } from './pages.ts';

/** An extension that does wrong, and does as it is told. */
const EXTENSION = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Test ground',
    version: '1',
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    commands: { greet: { suggested_key: { default: 'Alt+Shift+G' }, description: 'Greets' } },
    content_scripts: [{ matches: ['http://*/*'], js: ['content.js'] }],
    browser_specific_settings: { gecko: { id: GECKO_ID } },
  }),
  'background.js': 'chrome.commands.onCommand.addListener((name, tab) => chrome.tabs.sendMessage(tab.id, name));',
  'content.js': `chrome.runtime.onMessage.addListener((name) => { document.title = name; });
    console.error('said by a content script');
    setTimeout(() => { throw new Error('thrown by a content script'); });
    Promise.reject(new Error('refused by a content script'));`,
};

const PAGE = `<!doctype html><title>x</title><p>A page</p>
  <script>console.error('said by the page'); setTimeout(() => { throw new Error('thrown by the page'); });
    Promise.reject(new Error('refused by the page'));</script>`;

/** What the other tests rely on: that these instruments would show a fault if there were one. */
describe.each(['chromium', 'firefox'] as const)('the instruments of the tests in %s', (name) => {
  const build = mkdtempSync(join(tmpdir(), 'newsgloss-ground-'));
  let launched: Launched;
  let server: PageServer;

  beforeAll(async () => {
    for (const [file, text] of Object.entries(EXTENSION)) writeFileSync(join(build, file), text);
    server = await servePages({ '/': { html: PAGE } });
    launched = await launch(name, { build });
  });

  afterAll(async () => {
    await launched?.browser.close();
    server?.close();
    rmSync(build, { recursive: true });
  });

  it('record errors of the page and of content scripts', async () => {
    const page = await launched.browser.newPage();
    const errors = recordErrors(page);
    await page.goto(server.origin);
    for (const fault of ['said', 'thrown', 'refused'].flatMap((what) => [
      `${what} by the page`,
      `${what} by a content`,
    ])) {
      await until(`"${fault}" is recorded`, async () => errors.some((line) => line.includes(fault)));
    }
  });

  it('run a command as its shortcut does', async () => {
    const page = await launched.browser.newPage();
    await page.goto(server.origin);
    await runCommand(launched, page, 'greet');
    await until('the command has run', async () => (await page.title()) === 'greet');
  });

  it('show several windows at once', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => launched.browser.newPage({ type: 'window' })));
    await Promise.all(pages.map((page) => page.goto(server.origin)));
    expect(await Promise.all(pages.map((page) => page.evaluate(() => document.visibilityState)))).toEqual(
      pages.map(() => 'visible'),
    );
  });
});
