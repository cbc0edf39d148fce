import { beforeEach, expect, it, vi } from 'vitest';
import { feedRetention, settings } from './settings.ts';
import { exportSettings, readBackup, restoreSettings } from './settings-backup.ts';
import { NO_SOURCES, type Sources } from './sync/sources.ts';

const stored = vi.hoisted(() => new Map<string, unknown>());

// Outside a browser there is no storage: one in memory, with the two calls that settings make.
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored.get(key) }),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) stored.set(key, value);
        },
      },
    },
  },
}));

beforeEach(() => stored.clear());

const SOURCE = { url: 'https://digest.example/', root: '{}', title: 'Example', publisher: 'Tests' };
const SOURCES: Sources = {
  ...NO_SOURCES,
  feeds: [{ id: 'feed-1', url: 'https://news.example/feed', title: 'News', paused: true }],
};

const FORMAT = '"format": "newsgloss-settings-1"';

it('gives back what was exported', async () => {
  await settings.density.set('all');
  await settings.threshold.set('sure');
  await feedRetention.set('30');
  await settings.sitesOff.set(['a.example', 'b.example']);
  const text = await exportSettings(SOURCES);
  stored.clear();
  const read = readBackup(text);
  if (!('backup' in read)) throw new Error(read.problem);
  await restoreSettings(read.backup);
  expect(await exportSettings(SOURCES)).toBe(text);
  expect(read.backup.feeds).toEqual([{ url: 'https://news.example/feed', title: 'News', paused: true }]);
});

it.each<Sources['digest']>([
  { state: 'default', paused: false },
  { state: 'default', paused: true },
  { state: 'none' },
  { state: 'chosen', paused: false, source: SOURCE },
  { state: 'chosen', paused: true, source: SOURCE },
])('gives back what is wanted of the digest: $state, paused: $paused', async (digest) => {
  const read = readBackup(await exportSettings({ ...NO_SOURCES, digest }));
  expect('backup' in read && read.backup.digest).toEqual(digest);
});

it.each([
  ['a source', SOURCE, { state: 'chosen', paused: false, source: SOURCE }],
  ['nothing', null, null],
])('reads a first backup, which told %s of the digest', async (_, told, digest) => {
  const read = readBackup(JSON.stringify({ ...JSON.parse(await exportSettings(NO_SOURCES)), digest: told }));
  expect('backup' in read && read.backup.digest).toEqual(digest);
});

it('takes a site that is listed twice once', async () => {
  const text = await exportSettings(NO_SOURCES);
  const read = readBackup(text.replace('"sitesOff": []', '"sitesOff": ["b.example", "a.example", "b.example"]'));
  if (!('backup' in read)) throw new Error(read.problem);
  await restoreSettings(read.backup);
  expect(await settings.sitesOff.get()).toEqual(['a.example', 'b.example']);
});

it('reads a backup from before there were sites of which only articles are read', async () => {
  const text = await exportSettings(NO_SOURCES);
  const read = readBackup(text.replace(/\s*"articleSites": \[\],/, ''));
  expect('backup' in read && read.backup.articleSites).toEqual([]);
});

it.each([
  ['is no JSON', (_: string) => 'density: all', /no settings file/],
  ['is of something else', (text: string) => text.replace(FORMAT, '"format": "opml"'), /no settings file/],
  ['holds a density we do not know', (text: string) => text.replace('"section"', '"loud"'), /“density”/],
  ['holds a field we do not know', (text: string) => text.replace(FORMAT, `${FORMAT}, "script": "x"`), /“script”/],
  [
    'holds a feed over plain http',
    (text: string) => text.replace('"feeds": []', '"feeds": [{"url":"http://a.example/","title":"A","paused":false}]'),
    /“feeds\.0\.url”/,
  ],
  [
    'holds a digest over plain http',
    (text: string) =>
      text.replace(/"digest": \{[^}]+\}/, `"digest": ${JSON.stringify({ ...SOURCE, url: 'http://a.example/' })}`),
    /“digest\.source\.url”/,
  ],
])('says what is wrong with a file that %s', async (_, change, problem) => {
  const read = readBackup(change(await exportSettings(NO_SOURCES)));
  expect('problem' in read && read.problem).toMatch(problem);
  expect('problem' in read && read.problem).toMatch(/\.$/);
});
