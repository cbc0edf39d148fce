import { join } from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import { INNER_NAMES } from './inner-names.ts';

const POLYFILL = 'webextension-polyfill';
const NATIVE = '\0native-browser';
/** The framework's module around a content script, and where it imports ours from; beside that lies what the script does. */
const ENTRY = 'content-script-isolated-world-entrypoint';
const OURS = /import definition from "([^"]+)index\.ts"/;
const JSX = join(import.meta.dirname, '../utils/page/jsx-dom.ts');
const PREACT = ['preact', 'preact/jsx-runtime', 'preact/jsx-dev-runtime'];

/** A class of Unicode in a literal; in a string its backslash is double. */
const UNICODE_LITERAL = /(?<!\\)\\p\{[^}]*\}/i;

/** Makes 3 % less of it than the builder's own minifier. Chromium holds a script with other characters at two bytes each. */
const SMALLEST = {
  ecma: 2020,
  toplevel: true,
  format: { ascii_only: true },
  compress: { passes: 4, pure_getters: true, unsafe_arrows: true, sequences: false, lhs_constants: false },
} as const;

/**
 * Content scripts are in every page, so three things are left out of them (docs/decisions/0004-content-script-size.md, 0015-card-without-preact.md):
 * webextension-polyfill, which hands out the native `browser` in every browser we install into and does nothing
 * else; Preact, in whose place our components make elements at once; and what the framework puts around a script: a
 * context that tells the page by a message that we are there, whose work `sessions.ts` does, and what the manifest says.
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
        if (chunk.type !== 'chunk') continue;
        // Functions put together at the top pack better, but only once no more of them can be dissolved.
        for (const hoist_funs of [false, true]) {
          const compress = { ...SMALLEST.compress, hoist_funs };
          const mangle = { properties: { builtins: true, regex: new RegExp(`^(?:${INNER_NAMES.join('|')})$`) } };
          chunk.code = (await minify(chunk.code, { ...SMALLEST, compress, mangle })).code ?? chunk.code;
        }
        const [literal] = UNICODE_LITERAL.exec(chunk.code) ?? [];
        if (literal !== undefined)
          this.error(
            `Write the pattern with ${literal} by lazily(): every page would look it up (docs/decisions/0030-start.md).`,
          );
      }
    },
    resolveId(id) {
      if (!isContentScript) return undefined;
      return id === POLYFILL ? NATIVE : inPlaceOfPreact(id);
    },
    load(id) {
      return id === NATIVE ? 'export default globalThis.browser;' : undefined;
    },
    transform(code, id) {
      const ours = isContentScript && id.includes(ENTRY) ? OURS.exec(code)?.[1] : undefined;
      return ours && `import { main } from ${JSON.stringify(`${ours}main.ts`)};\nmain();`;
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
