import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { BrowserName } from '../browser/find-browser.ts';
import { type LaunchOptions, launch } from '../browser/launch.ts';
import { pageTerms } from '../browser/page-marks.ts';
import { samplePage } from './pages.ts';
import { Reader } from './reader.ts';

const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
const ROOT = join(import.meta.dirname, '../..');
const PAGE = 'http://news.example/';

/** How long a browser is listened to after everything was done, ms. */
const LISTEN_MS = 4000;

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  it('reading, hovering and the popup ask the network for nothing', async () => {
    const [without, with_] = await Promise.all([recordingProxy(), recordingProxy()]);
    const leftAlone = async () => {
      const bare = await launch(name, { ...through(name, without.port), bare: true });
      await (await bare.browser.newPage()).goto(PAGE);
      await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
      await bare.browser.close();
    };
    const readClosely = async () => {
      const reader = await Reader.start(name, through(name, with_.port));
      const page = await reader.read(PAGE);
      await reader.hoverOn(page, 'WSIS');
      expect(await pageTerms(reader.launched, page)).toContain('WSIS+20 review');
      await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
      await reader.close();
    };
    await Promise.all([leftAlone(), readClosely()]);
    without.close();
    with_.close();
    expect(with_.asked.filter((url) => url === PAGE)).toHaveLength(1);
    const known = new Set(without.asked.map(hostOf));
    expect(with_.asked.map(hostOf).filter((host) => !known.has(host))).toEqual([]);
  });

  test('the manifest asks for no more than it needs', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, '.output', BUILDS[name], 'manifest.json'), 'utf8'));
    expect(manifest.permissions).toEqual(['storage', 'unlimitedStorage', 'alarms']);
    // Asked for one host at a time, on the reader's click; none is granted at installation.
    expect(manifest.optional_host_permissions).toEqual(['https://*/*']);
    for (const key of [
      'host_permissions',
      'optional_permissions',
      'web_accessible_resources',
      'externally_connectable',
    ]) {
      expect(manifest[key] ?? []).toEqual([]);
    }
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain("connect-src 'self' https: http://127.0.0.1:* http://localhost:*;");
    expect(policy).not.toMatch(/unsafe|http:(?!\/\/(?:127\.0\.0\.1|localhost):\*)/);
  });

  test('the code writes no HTML into pages and opens no door for them', () => {
    const scripts = readdirSync(join(ROOT, '.output', BUILDS[name]), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js'),
    );
    expect(scripts.length).toBeGreaterThan(3);
    // What goes through a port stays inside the extension.
    const ours = sources(['entrypoints', 'components', 'utils']).map(({ file, text }) => ({
      file,
      text: text.replaceAll('port.postMessage(', ''),
    }));
    for (const forbidden of [
      'innerHTML',
      'outerHTML',
      'insertAdjacentHTML',
      'dangerouslySetInnerHTML',
      'srcdoc',
      'eval(',
      'new Function',
      'postMessage',
      'onMessageExternal',
      'localStorage',
    ]) {
      expect(ours.filter(({ text }) => text.includes(forbidden)).map(({ file }) => `${file}: ${forbidden}`)).toEqual(
        [],
      );
    }
  });
});

interface RecordingProxy {
  readonly port: number;
  /** Every address that was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** A proxy that has one page, and writes down what else it is asked for. */
async function recordingProxy(): Promise<RecordingProxy> {
  const asked: string[] = [];
  const proxy = createServer(({ url = '' }, response) => {
    asked.push(url);
    response
      .writeHead(url === PAGE ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      .end(url === PAGE ? samplePage().html : '');
  });
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return { port: typeof address === 'object' && address ? address.port : 0, asked, close: () => proxy.close() };
}

function through(name: BrowserName, port: number): LaunchOptions {
  return {
    args: name === 'chromium' ? [`--proxy-server=127.0.0.1:${port}`] : [],
    preferences: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
    },
  };
}

function sources(folders: readonly string[]): { file: string; text: string }[] {
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

function hostOf(url: string): string {
  return URL.canParse(url) && url.includes('//') ? new URL(url).hostname : (url.split(':')[0] ?? url);
}
