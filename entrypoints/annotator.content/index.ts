import { defineContentScript } from 'wxt/utils/define-content-script';
import { readPage } from './read-page.ts';
import { sessions } from './sessions.ts';

/** Runs in every frame. What happens to a page is wired to the modules that act on it in read-page.ts. */
export default defineContentScript({
  matches: ['http://*/*', 'https://*/*', 'file:///*'],
  runAt: 'document_idle',
  allFrames: true,
  matchOriginAsFallback: true,
  main: () => sessions(document, (session) => readPage(document, session)),
});
