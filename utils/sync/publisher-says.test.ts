import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FOLDER_URL } from '../../publisher/folder-fetch.ts';
import { type PublisherAtWork, publisherAtWork, versionOf } from '../../tests/sync/publisher-at-work.ts';
import { syncFrom } from '../../tests/sync/reader-at-home.ts';
import { deleteDatabase } from '../digest/database.ts';
import { SYNC_MEMORY } from './memory.ts';
import { publisherSays } from './publisher-says.ts';
import { withDigest } from './sources.ts';

const stored = vi.hoisted(() => new Map<string, unknown>());

// Outside a browser there is no storage: one in memory; and a build that points nowhere.
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: () => 'data:application/json,null' },
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

let publisher: PublisherAtWork;
let other: PublisherAtWork;

beforeEach(async () => {
  [publisher, other] = await Promise.all([publisherAtWork(), publisherAtWork()]);
  await publisher.publish(versionOf(1), { notice: 'We move to a.example.' });
  await choose(publisher);
  await syncFrom(publisher);
});

afterEach(async () => {
  publisher.close();
  other.close();
  await deleteDatabase();
});

function choose(chosen: PublisherAtWork): Promise<void> {
  const source = { url: FOLDER_URL, root: chosen.root(), title: 'Example', publisher: 'Tests' };
  return SYNC_MEMORY.changeSources((sources) => withDigest(sources, source));
}

it('a publisher says what it signed last', async () => {
  expect((await publisherSays())?.notice).toBe('We move to a.example.');
});

it('another publisher says nothing before its first head, also of a digest of the same name', async () => {
  await choose(other);
  expect(await publisherSays()).toBeUndefined();
  await other.publish(versionOf(1), { notice: 'Welcome.' });
  await syncFrom(other);
  expect((await publisherSays())?.notice).toBe('Welcome.');
});

it('nobody says anything where the reader wants the packaged digest only', async () => {
  await SYNC_MEMORY.changeSources((sources) => ({ ...sources, digest: { state: 'none' } }));
  expect(await publisherSays()).toBeUndefined();
});
