import { defineContentScript } from 'wxt/utils/define-content-script';
import { main } from './main.ts';

/** Runs in every frame. This file is for the manifest alone: the script begins with main.ts (scripts/lean-content-scripts.ts). */
export default defineContentScript({
  matches: ['http://*/*', 'https://*/*', 'file:///*'],
  runAt: 'document_idle',
  allFrames: true,
  matchOriginAsFallback: true,
  main: () => main(),
});
