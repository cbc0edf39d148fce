import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncRequest } from '../../utils/sync/run-edges.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import { openOwnPage } from '../browser/launch.ts';
import { PATIENCE_MS, until } from './own-page.ts';
import { Reader } from './reader.ts';
import { SLEEPS_SOON, stopBackground } from './stop-background.ts';
import { exampleFeed, SyncHost } from './sync-host.ts';

describe.each(['chromium', 'firefox'] as const)('in %s', { timeout: 3 * PATIENCE_MS }, (name) => {
  let reader: Reader;
  let host: SyncHost;

  beforeAll(async () => {
    host = await SyncHost.start();
    reader = await Reader.start(name, { preferences: SLEEPS_SOON });
  });

  afterAll(async () => {
    await reader?.close();
    host?.close();
  });

  const askedFor = (path: string) => host.requests.filter((request) => request === path).length;

  it('what the reader asked for while another sync ran is done though the background was stopped meanwhile', async () => {
    const page = await openOwnPage(reader.launched, 'welcome.html');
    const tell = teller(page);
    const feeds = ['held', 'waiting'].map((path) => ({ url: `${host.origin}/${path}`, title: path, paused: false }));
    for (const path of ['/held', '/waiting']) host.files.set(path, exampleFeed(path));
    await tell('feeds.add', { feeds });
    await until('both are checked', async () => askedFor('/held') + askedFor('/waiting') === 2);
    const [held, waiting] = await page.evaluate(async () => {
      const { sources } = await (globalThis as unknown as Apis).browser.storage.local.get('sources');
      return sources.feeds.map(({ id }) => id);
    });

    const holding = host.hold(/\/held$/);
    await tell('sync.now', { sources: [held] });
    await holding.arrived;
    await tell('sync.now', { sources: [waiting] });
    await until('it is noted', () =>
      page.evaluate(async () => {
        const { syncRequests } = await (globalThis as unknown as Apis).browser.storage.local.get('syncRequests');
        return syncRequests?.length === 1;
      }),
    );
    await stopBackground(reader.launched);
    expect(askedFor('/waiting')).toBe(1);
    holding.release();
    await tell('sync.progress', {});
    await until('it is asked', async () => askedFor('/waiting') === 2);
    await page.close();
  });

  it('the stories of feeds that were being tagged for another lexicon are so at the next start', async () => {
    const page = await openOwnPage(reader.launched, 'welcome.html');
    const tell = teller(page);
    // The death of the background may have cut short the making of the lexicon too: any page that is read asks for it.
    await tell('lexicon.ensure', {});
    await until('they name terms', async () => (await page.evaluate(tagged)) > 0);
    await page.evaluate(untag);
    await stopBackground(reader.launched);
    expect(await page.evaluate(tagged)).toBe(0);
    await tell('sync.progress', {});
    await until('they are tagged', async () => (await page.evaluate(tagged)) > 0);
    await page.close();
  });
});

/** Sends messages as pages of ours do; nobody waits for the answers, which a background that is stopped owes. */
function teller(page: Page) {
  return (kind: string, data: object) =>
    page.evaluate((message) => void (globalThis as unknown as Apis).browser.runtime.sendMessage(message), {
      kind,
      data,
    });
}

/** In a page of ours: how many stories of feeds name a term. */
function tagged(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('newsgloss-feeds-1');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('stories').objectStore('stories').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.filter(({ terms }: { terms: string[] }) => terms.length > 0).length);
      };
    };
  });
}

/** In a page of ours: leaves the stories as a lexicon did that knew none of their terms. */
function untag(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('newsgloss-feeds-1');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const work = opening.result.transaction(['stories', 'meta'], 'readwrite');
      const stories = work.objectStore('stories');
      const reading = stories.getAll();
      reading.onsuccess = () => {
        for (const story of reading.result) stories.put({ ...story, terms: [], about: [] });
      };
      work.objectStore('meta').put({ key: 'lexicon', lexicon: 'of another digest' });
      work.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

interface Apis {
  readonly browser: {
    readonly runtime: { sendMessage(message: object): Promise<unknown> };
    readonly storage: {
      readonly local: { get(key: string): Promise<{ sources: Sources; syncRequests?: readonly SyncRequest[] }> };
    };
  };
}
