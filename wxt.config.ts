import { basename } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { leanContentScripts } from './scripts/lean-content-scripts.ts';

/** Permanent identity of the extension in Firefox; an update under another id would be another extension. */
const GECKO_ID = 'newsgloss@newsgloss';

/** Packaged beside the code: the digest, so that a fresh install is complete without network, and where newer versions of it are. */
const PACKAGED = ['digest.json', 'source.json'].map((file) => ({
  absoluteSrc: `${import.meta.dirname}/.output/digest/${file}`,
  relativeDest: file,
}));

/** Styles that Firefox gives to every page, and takes away with the extension (docs/decisions/0031-leaving-firefox.md). */
const FIREFOX_STYLES = ['utils/page/highlight.css', 'components/card-alive.css'].map((file) => ({
  absoluteSrc: `${import.meta.dirname}/${file}`,
  relativeDest: `content-scripts/${basename(file)}`,
}));

const EXTENSION_PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // Digests and feeds; over plain http only from this device, where publishers try theirs out.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Shortcuts, which the reader can change in the browser's own page; Chrome takes four suggestions at most. Escape closes a card too. */
const COMMANDS = {
  'next-term': { suggested_key: { default: 'Alt+Period' }, description: 'Go to the next term and open its card' },
  'previous-term': {
    suggested_key: { default: 'Alt+Comma' },
    description: 'Go to the previous term and open its card',
  },
  'open-card': { suggested_key: { default: 'Alt+G' }, description: 'Open the card of the term at hand, or go into it' },
  'close-card': { description: 'Close the card' },
  'toggle-site': { description: 'Switch Newsgloss off or on for this site' },
};

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  vite: () => ({
    plugins: [leanContentScripts(), preact()],
    build: { target: 'es2024', cssTarget: ['chrome148', 'firefox150'] },
  }),
  hooks: {
    'build:publicAssets': ({ config: { browser } }, assets) => {
      assets.push(...PACKAGED, ...(browser === 'firefox' ? FIREFOX_STYLES : []));
    },
    'build:manifestGenerated': ({ config: { browser } }, { content_scripts: [script] = [] }) => {
      if (browser !== 'firefox' || !script) return;
      Object.assign(script, { css: FIREFOX_STYLES.map(({ relativeDest }) => relativeDest), css_origin: 'user' });
    },
  },
  manifest: ({ browser }) => ({
    name: 'Newsgloss',
    description:
      'Explains the organisations and policy terms of the news while you read it. No page text leaves your browser.',
    commands: COMMANDS,
    permissions: ['storage', 'unlimitedStorage', 'alarms'],
    // Nothing is granted at installation: the reader is asked for the one host of each source they add.
    optional_host_permissions: ['https://*/*'],
    content_security_policy: { extension_pages: EXTENSION_PAGES_CSP },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '150.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '150.0' },
          },
        }
      : { minimum_chrome_version: '148', message_serialization: 'structured_clone' }),
  }),
});
