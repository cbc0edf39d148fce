import { beforeEach, expect, it, vi } from 'vitest';
import type { PageSummary } from '../page/summary.ts';
import { settings } from '../settings.ts';
import { runCommand } from './commands.ts';

const browser = vi.hoisted(() => ({ stored: new Map<string, unknown>(), frames: [] as unknown[] }));

// Outside a browser there are no tabs: one with a few frames, which answer in their order.
vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: {
      connect: () => ({
        onDisconnect: { addListener: (gone: () => void) => browser.frames.length === 0 && queueMicrotask(gone) },
        onMessage: { addListener: (hear: (said: unknown) => void) => browser.frames.forEach(hear) },
        disconnect: () => undefined,
      }),
    },
    storage: {
      local: {
        get: async (key: string) => ({ [key]: browser.stored.get(key) }),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) browser.stored.set(key, value);
        },
      },
    },
  },
}));

const frame = (kind: PageSummary['frame'], host: string, siteOff: boolean): PageSummary => {
  return { frame: kind, host, siteOff, articlesOnly: false, terms: [], feedLinks: [], base: '' };
};

beforeEach(() => settings.sitesOff.set([]));

it('the shortcut switches the site of the page, though a frame that does not know it answers first', async () => {
  browser.frames = [frame('inner', 'ads.example', false), frame('top', 'news.example', false)];
  await runCommand('toggle-site', 1);
  expect(await settings.sitesOff.get()).toEqual(['news.example']);
  browser.frames = [frame('inner', 'ads.example', false), frame('top', 'news.example', true)];
  await runCommand('toggle-site', 1);
  expect(await settings.sitesOff.get()).toEqual([]);
});

it('the shortcut does nothing where no script of ours runs', async () => {
  browser.frames = [];
  await runCommand('toggle-site', 1);
  expect(await settings.sitesOff.get()).toEqual([]);
});
