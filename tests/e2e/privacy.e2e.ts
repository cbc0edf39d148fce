import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { launch, until } from '../browser/launch.ts';
import { hasMarks } from '../browser/page-marks.ts';
import { samplePage } from './pages.ts';
import { Reader } from './reader.ts';

const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
const ROOT = join(import.meta.dirname, '../..');
const PAGE = 'http://news.example/';

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const asked: string[] = [];
  let proxy: Server;
  let port: number;

  beforeAll(async () => {
    proxy = createServer(({ url = '' }, response) => {
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
    port = typeof address === 'object' && address ? address.port : 0;
  });

  afterAll(() => proxy.close());

  const throughProxy = () => ({
    args: name === 'chromium' ? [`--proxy-server=127.0.0.1:${port}`] : [],
    preferences: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
    },
  });

  it('reading, hovering and the popup ask the network for nothing', async () => {
    const bare = await launch(name, { ...throughProxy(), bare: true });
    await (await bare.browser.newPage()).goto(PAGE);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await bare.browser.close();
    const withoutUs = new Set(asked.splice(0).map(hostOf));

    const reader = await Reader.start(name, throughProxy());
    const page = await reader.read(PAGE);
    await until('the page is marked', () => hasMarks(page));
    await reader.hoverOn(page, 'WSIS');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await reader.close();
    expect(asked.filter((url) => url === PAGE)).toHaveLength(1);
    expect(asked.map(hostOf).filter((host) => !withoutUs.has(host))).toEqual([]);
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
    const ours = sources(['entrypoints', 'components', 'utils']);
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
