import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { nativeBrowserInContentScripts } from './scripts/native-browser.ts';

/** Permanent identity of the extension in Firefox; an update under another id would be another extension. */
const GECKO_ID = 'newsgloss@newsgloss';

/** Packaged beside the code, so that a fresh install is complete without network. */
const BUNDLE = { absoluteSrc: `${import.meta.dirname}/.output/digest/digest.json`, relativeDest: 'digest.json' };

const EXTENSION_PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  vite: () => ({
    plugins: [nativeBrowserInContentScripts(), preact()],
    build: { target: 'es2024' },
  }),
  hooks: {
    'build:publicAssets': (_wxt, assets) => {
      assets.push(BUNDLE);
    },
  },
  manifest: ({ browser }) => ({
    name: 'Newsgloss',
    description:
      'Explains the organisations and policy terms of the news while you read it. No page text leaves your browser.',
    permissions: ['storage', 'unlimitedStorage'],
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
