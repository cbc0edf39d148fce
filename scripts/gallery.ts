import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import { jsxDom } from './lean-content-scripts.ts';

const ROOT = join(import.meta.dirname, '..');
const GALLERY = join(ROOT, '.output/gallery');

/**
 * Builds the gallery: a page for developers with every component in every state, which is not part of the extension. The cards are
 * drawn as content scripts draw them; on `preact.html` Preact draws the same, for the test that compares them.
 */
async function buildGallery(): Promise<void> {
  await bundle('cards', 'cards.tsx', true);
  await bundle('cards-preact', 'cards.tsx', false);
  await bundle('parts', 'parts.tsx', false);
  const page = readFileSync(join(ROOT, 'gallery/index.html'), 'utf8');
  writeFileSync(join(GALLERY, 'index.html'), page);
  writeFileSync(join(GALLERY, 'preact.html'), page.replace('cards.js', 'cards-preact.js'));
}

async function bundle(name: string, entry: string, isLean: boolean): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [...(isLean ? [jsxDom()] : []), preact()],
    build: {
      target: 'es2024',
      outDir: GALLERY,
      emptyOutDir: false,
      lib: { entry: join(ROOT, 'gallery', entry), formats: ['es'], fileName: () => `${name}.js`, cssFileName: name },
    },
  });
}

await buildGallery();
console.log(`Gallery: ${join(GALLERY, 'index.html')}; serve the folder, for browsers load no modules from files.`);
