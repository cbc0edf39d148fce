import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { BrowserName } from '../../browser/find-browser.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Builds an extension that holds the digest client and nothing else. @returns its folder */
export async function buildPlug(name: BrowserName): Promise<string> {
  const folder = join(ROOT, '.output/sync-plug', name);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      lib: { entry: join(import.meta.dirname, 'plug.ts'), formats: ['es'], fileName: () => 'plug.js' },
      outDir: folder,
      target: 'es2024',
      minify: false,
    },
  });
  mkdirSync(folder, { recursive: true });
  const background = name === 'chromium' ? { service_worker: 'plug.js' } : { scripts: ['plug.js'] };
  const manifest = {
    manifest_version: 3,
    name: 'Digest client of Newsgloss',
    version: '1',
    permissions: ['storage', 'unlimitedStorage'],
    background: { ...background, type: 'module' },
    content_security_policy: { extension_pages: "script-src 'self'; connect-src http://127.0.0.1:*" },
    ...(name === 'firefox' ? { browser_specific_settings: { gecko: { id: 'newsgloss@newsgloss' } } } : {}),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'plug.html'),
    '<!doctype html><meta charset="utf-8"><title>Digest client</title><script type="module" src="plug.js"></script>',
  );
  return folder;
}
