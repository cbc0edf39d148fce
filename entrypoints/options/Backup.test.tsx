import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { draw, press, said, textOf, until } from '../../components/testing/page-in-memory.ts';
import { type PublisherAtWork, publisherAtWork } from '../../tests/sync/publisher-at-work.ts';
import { exportSettings } from '../../utils/settings-backup.ts';
import { writeOpml } from '../../utils/sync/feeds/opml.ts';
import { MOST_FEEDS, type NewFeed, NO_SOURCES, type Sources, withFeed } from '../../utils/sync/sources.ts';
import { Backup } from './Backup.tsx';

const world = vi.hoisted(() => ({
  stored: new Map<string, unknown>(),
  hosts: [] as string[],
  allows: true,
  sent: [] as { kind: string; data: { feeds: NewFeed[] } }[],
}));

// A browser whose reader allows hosts or not, with a background that adds all it is given.
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: world.stored.get(key) }),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) world.stored.set(key, value);
        },
      },
    },
    runtime: {
      getURL: () => 'data:application/json,null',
      sendMessage: async (message: (typeof world.sent)[number]) => {
        world.sent.push(message);
        return { state: 'added', count: message.data.feeds?.length ?? 1 };
      },
    },
    permissions: {
      request: async ({ origins }: { origins: string[] }) => {
        if (world.allows) world.hosts.push(...origins);
        return world.allows;
      },
      getAll: async () => ({ origins: world.hosts }),
      remove: async ({ origins }: { origins: string[] }) => {
        world.hosts = world.hosts.filter((host) => !origins.includes(host));
        return true;
      },
    },
  },
}));

let publisher: PublisherAtWork;
beforeAll(async () => {
  publisher = await publisherAtWork();
});
afterAll(() => publisher.close());
beforeEach(() => {
  Object.assign(world, { stored: new Map(), hosts: [], allows: true, sent: [] });
});

const chosen = (root: string): Sources => ({
  ...NO_SOURCES,
  digest: {
    state: 'chosen',
    paused: false,
    source: { url: 'https://digest.example/', root, title: 'D', publisher: 'P' },
  },
});
const news = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    title: `News ${from + index}`,
    url: `https://${from + index}.news.example/feed`,
  }));
const listOf = (feeds: readonly { title: string; url: string }[]) =>
  feeds.reduce((sources, feed, index) => withFeed(sources, feed, `feed-${index}`), NO_SOURCES);

/** Draws the section and has the reader choose a file. */
async function importFile(content: string | Uint8Array<ArrayBuffer>, sources = NO_SOURCES): Promise<void> {
  world.stored.set('sources', sources);
  draw(<Backup sources={sources} />);
  const input = document.querySelector('input[type=file]');
  Object.defineProperty(input, 'files', { value: [new Blob([content])] });
  input?.dispatchEvent(new Event('change'));
  await until(() => expect(textOf('[role=status]') + textOf('.found')).not.toBe(''));
}

const ADD = 'Allow their hosts and add them';
const TRUST = 'Trust these keys and use this digest';

describe('the digest of an imported file', () => {
  it('can still be taken when its host was not allowed, and the reader is told of that', async () => {
    await importFile(await exportSettings(chosen(publisher.root())));
    await said('wait below for your consent');
    world.allows = false;
    await press(TRUST);
    await said(/^You did not allow Newsgloss to ask digest\.example\./);
    world.allows = true;
    await press(TRUST);
    await said('is your digest now.');
    expect(world.sent.map(({ kind }) => kind)).toEqual(['digest.choose']);
    expect(textOf('.found')).toBe('');
  });

  it('is refused with all of the file where nobody could compare its keys', async () => {
    const text = await exportSettings(chosen('{}'));
    await importFile(text.replace('"section"', '"all"'));
    await said(/^The file was not imported\..*keys.*Nothing was changed\./);
    expect(textOf('.found')).toBe('');
    expect(world.stored.has('density')).toBe(false);
  });
});

describe('the feeds of an imported file', () => {
  const ZURICH = [{ title: 'Zürich', url: 'https://news.example/feed' }];

  it.each([
    ['ISO-8859-1', (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))],
    [
      'UTF-16',
      (text: string) => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer),
    ],
  ])('have their names where it is written in %s', async (encoding, encoded) => {
    // Other readers do not write every letter outside ASCII as a number.
    const text = writeOpml(ZURICH).replace('UTF-8', encoding).replace('&#xfc;', 'ü');
    await importFile(encoded(text));
    await press(ADD);
    expect(world.sent[0]?.data.feeds).toMatchObject(ZURICH);
  });

  it('and all else stay as they are where it cannot be read', async () => {
    await importFile(Uint8Array.of(0xff, 0xfe, 0, 0));
    expect(textOf('[role=status]')).toMatch(/^The file could not be read\..*Nothing was changed\./);
  });

  it('stay paused where they were', async () => {
    const [feed] = news(0, 1);
    const sources = {
      ...NO_SOURCES,
      feeds: [{ id: 'feed-1', title: 'News', ...feed, url: feed?.url ?? '', paused: true }],
    };
    await importFile(await exportSettings(sources));
    await press(ADD);
    await until(() => expect(world.sent[0]?.data.feeds).toMatchObject([{ ...feed, paused: true }]));
  });

  it('are added as far as there is room, hosts are asked for no others, and what is left out is said', async () => {
    await importFile(writeOpml(news(0, 300)), listOf(news(0, 50)));
    await press(ADD);
    await until(() =>
      expect(world.sent[0]?.data.feeds.map(({ url }) => url)).toEqual(news(50, MOST_FEEDS).map(({ url }) => url)),
    );
    await said(/^150 feeds were added\.100 feeds were left out.*50 feeds were in your list/);
  });

  it('give back hosts of which nothing came', async () => {
    await importFile(writeOpml(news(0, 2)));
    await press(ADD);
    // The background of this test keeps nothing.
    await until(() => expect(world.hosts).toEqual([]));
  });

  it('are not asked for where there is no room', async () => {
    await importFile(writeOpml(news(200, 210)), listOf(news(0, MOST_FEEDS)));
    await press(ADD);
    expect(world).toMatchObject({ hosts: [], sent: [] });
    await said(/^No feed was added\.10 feeds were left out/);
  });

  it('can still be added when their hosts were not allowed', async () => {
    world.allows = false;
    await importFile(writeOpml(news(0, 2)));
    await press(ADD);
    await said('You did not allow Newsgloss to ask their hosts.');
    world.allows = true;
    await press(ADD);
    await said('2 feeds were added.');
  });
});

describe('the source that came with the extension', () => {
  const DEFAULT = { state: 'default', paused: false } as const;
  const PAUSED = { state: 'default', paused: true } as const;
  const NONE = { state: 'none' } as const;
  const CHOSEN = () => chosen(publisher.root()).digest;
  const pause = (paused: boolean) => ({ kind: 'source.pause', data: { id: 'digest', paused } });
  const REMOVE = { kind: 'source.remove', data: { id: 'digest' } };

  it.each<[string, () => Sources['digest'], () => Sources['digest'], unknown[]]>([
    ['is removed', () => NONE, () => DEFAULT, [REMOVE]],
    ['is paused', () => PAUSED, () => DEFAULT, [pause(true)]],
    ['is checked again', () => DEFAULT, () => PAUSED, [pause(false)]],
    ['stays where it is as the file says', () => DEFAULT, () => DEFAULT, []],
    ['leaves one alone that was chosen here', () => NONE, CHOSEN, []],
    ['stays before the reader agrees to another', CHOSEN, () => DEFAULT, []],
  ])('%s', async (_, digest, present, messages) => {
    const file = await exportSettings({ ...NO_SOURCES, digest: digest() });
    await importFile(file, { ...NO_SOURCES, digest: present() });
    await said('The settings were taken over.');
    await until(() => expect(world.sent).toEqual(messages));
  });
});
