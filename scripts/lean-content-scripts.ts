import { join } from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';

const POLYFILL = 'webextension-polyfill';
const NATIVE = '\0native-browser';
const CONTEXT = 'wxt/utils/content-script-context';
const NO_CONTEXT = '\0no-context';
const JSX = join(import.meta.dirname, '../utils/page/jsx-dom.ts');
const PREACT = ['preact', 'preact/jsx-runtime', 'preact/jsx-dev-runtime'];

/** Makes 3 % less of it than the builder's own minifier. */
const SMALLEST = {
  ecma: 2020,
  toplevel: true,
  compress: { passes: 4, pure_getters: true, unsafe_arrows: true, hoist_funs: true },
} as const;

/**
 * Content scripts are in every page, so three things are left out of them (docs/decisions/0004-content-script-size.md, 0015-card-without-preact.md):
 * webextension-polyfill, which hands out the native `browser` in every browser we install into and does nothing
 * else; Preact, in whose place our components make elements at once; and the framework's context, which tells the page by
 * a message that we are there, and whose work `sessions.ts` does.
 */
export function leanContentScripts(): Plugin {
  let isContentScript = false;
  return {
    name: 'lean-content-scripts',
    enforce: 'pre',
    configResolved({ build }) {
      isContentScript = build.lib !== false && JSON.stringify(build.lib.entry).includes('.content');
    },
    async generateBundle(_, bundle) {
      if (!isContentScript) return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = (await minify(chunk.code, SMALLEST)).code ?? chunk.code;
      }
    },
    resolveId(id) {
      if (!isContentScript) return undefined;
      if (id === CONTEXT) return NO_CONTEXT;
      return id === POLYFILL ? NATIVE : inPlaceOfPreact(id);
    },
    load(id) {
      if (id === NATIVE) return 'export default globalThis.browser;';
      return id === NO_CONTEXT ? 'export class ContentScriptContext {}' : undefined;
    },
  };
}

/** The second exchange alone, for what draws components as content scripts do without being one. */
export function jsxDom(): Plugin {
  return { name: 'jsx-dom', enforce: 'pre', resolveId: inPlaceOfPreact };
}

function inPlaceOfPreact(id: string): string | undefined {
  return PREACT.includes(id) ? JSX : undefined;
}
