import type { Plugin } from 'vite';

const POLYFILL = 'webextension-polyfill';
const NATIVE = '\0native-browser';

/**
 * Content scripts call the browser without webextension-polyfill: in every browser we install into it hands out the
 * native `browser` and does nothing else, at 3 kB a page (docs/decisions/0004-content-script-size.md).
 */
export function nativeBrowserInContentScripts(): Plugin {
  let isContentScript = false;
  return {
    name: 'native-browser-in-content-scripts',
    enforce: 'pre',
    configResolved({ build }) {
      isContentScript = build.lib !== false && JSON.stringify(build.lib.entry).includes('.content');
    },
    resolveId: (id) => (isContentScript && id === POLYFILL ? NATIVE : undefined),
    load: (id) => (id === NATIVE ? 'export default globalThis.browser;' : undefined),
  };
}
