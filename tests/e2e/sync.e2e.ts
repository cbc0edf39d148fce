import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Records } from '../../utils/sync/memory.ts';
import { openOwnPage } from '../browser/launch.ts';
import { marksOf, openPopup } from '../browser/page-marks.ts';
import { loseDatabase } from './lose-database.ts';
import { has, PATIENCE_MS, press, pressIn, says, textOf, until } from './own-page.ts';
import { articlePage } from './pages.ts';
import { Reader } from './reader.ts';
import { SLEEPS_SOON, stopBackground } from './stop-background.ts';
import { exampleFeed, packaged, SyncHost } from './sync-host.ts';

const { head, stories } = packaged();
/** An alarm that is due rings within a minute. */
const SOON_MS = 61_000;
/** "Version 7 of": so many versions after the packaged one. */
const versionOf = (by: number) => `Version ${head.version + by} of`;
const storiesAnd = (more: number) => `${stories.length + more} stories`;

describe.each(['chromium', 'firefox'] as const)('in %s', { timeout: 3 * PATIENCE_MS }, (name) => {
  let reader: Reader;
  let host: SyncHost;
  let options: Page;

  beforeAll(async () => {
    host = await SyncHost.start();
    await host.publishLater(1, 40);
    reader = await Reader.start(name, { preferences: SLEEPS_SOON });
  });

  beforeEach(async () => {
    options = await openOwnPage(reader.launched, 'options.html');
    await until('the page is filled', () => has(options, '#sources'));
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.log(await textOf(options, 'body').catch(String));
    await options.close().catch(() => undefined);
  });

  afterAll(async () => {
    await reader?.close();
    host?.close();
  });

  it('points nowhere at first, and says so', async () => {
    expect(await textOf(options, '#sources')).toContain('no source for newer versions is set');
    await press(options, 'Sync now');
    await until('it says why not', () => says(options, 'There is nothing to check.'));
  });

  it('finds a digest by its address, shows its publisher and keys, and replaces the packaged one on consent', async () => {
    await lookAt(options, host.digest);
    await until('the digest is found', () => has(options, '.found'));
    const found = await textOf(options, '.found');
    expect(found).toMatch(/published by .+Anyone can write a name/);
    expect(found).toMatch(/(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/);
    expect(found).toContain('takes the place of the digest that came with the extension');
    expect(await textOf(options, '#sources')).toContain(versionOf(0));
    await press(options, 'Trust these keys and use this digest');
    await until('the newer version is installed', () => says(options, versionOf(1)));
    expect(await textOf(options, '#sources')).toMatch(/All of it was downloaded: .+ KB/);
    await until('its stories are counted', async () => (await textOf(options, '#sources')).includes(storiesAnd(40)));
  });

  it('downloads only what changed from then on', async () => {
    await host.publishLater(2, 41);
    await press(options, 'Sync now');
    await until('the next version is installed', () => says(options, versionOf(2)));
    expect(await textOf(options, '#sources')).toContain(
      `Only what changed since version ${head.version + 1} was downloaded`,
    );
    await press(options, 'Sync now');
    await until('nothing newer is there', () => says(options, `You have the newest version, ${head.version + 2}.`));
  });

  it('shows steps and a bar with a name while it runs, and can be cancelled', async () => {
    await host.publishLater(3, 42);
    const held = host.hold(/\.bin$/);
    await press(options, 'Sync now');
    await held.arrived;
    await until('the bar is there', () => has(options, 'progress'));
    expect(await options.$eval('progress', (bar) => [bar.getAttribute('aria-label'), bar.max, bar.value > 0])).toEqual([
      'Sync',
      1,
      true,
    ]);
    await until('the step is named', async () =>
      /: Downloading [\d.]+ \w+ of [\d.]+ \w+/.test(await textOf(options, '.sync__step')),
    );
    await press(options, 'Cancel');
    await until('it has stopped', () => says(options, 'The sync was stopped.'));
    held.release();
    expect(await textOf(options, '#sources')).toContain(versionOf(2));
  });

  it('goes on after the background was stopped half way', async () => {
    const held = host.hold(/\.bin$/);
    await press(options, 'Sync now');
    await held.arrived;
    await options.close();
    await stopBackground(reader.launched);
    held.release();
    const again = await openOwnPage(reader.launched, 'options.html');
    await until('the version is installed', async () => (await textOf(again, 'body')).includes(versionOf(3)));
    await again.close();
  });

  it('keeps the digest when a signature is refused, and says who is responsible', async () => {
    const mend = host.tamper('head.json', (text) =>
      text.replace(/("sig":")(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A')),
    );
    await press(options, 'Sync now');
    await until('it is refused', () => says(options, 'was refused.'));
    const text = await textOf(options, '#sources');
    expect(text).toContain('signature refused; yours is kept');
    expect(text).toMatch(/Only .+ can mend this/);
    expect(text).toContain(versionOf(3));
    mend();
    await host.publishLater(4, 43);
  });

  it('syncs from the popup too', async () => {
    const popup = await openOwnPage(reader.launched, 'popup.html');
    await press(popup, 'Sync now');
    await until('the latest version is installed', () => says(popup, versionOf(4)));
    await until('its footer says so', async () => (await textOf(popup, '.foot')).includes(storiesAnd(43)));
    await popup.close();
  });

  it('asks its source soon after its data were lost, whose packaged version is older', async () => {
    const { html } = articlePage('Names and numbers', ['ICANN looks after DNSSEC.']);
    host.files.set('/names', ['text/html', html]);
    const page = await reader.readBeside(`${host.origin}/names`);
    await stopBackground(reader.launched);
    const lost = Date.now();
    await loseDatabase(reader);
    await page.bringToFront();
    await reader.hoverOn(page, 'ICANN');
    await page.close();
    await until('its source is asked soon, or was asked', async () => {
      const { rings, asked } = await reader.inOwnPage(nextAndLastCheck);
      return rings < Date.now() + SOON_MS || asked > lost;
    });
    const again = await openOwnPage(reader.launched, 'options.html');
    await until('it can sync', () => has(again, '#sources'));
    await press(again, 'Sync now');
    await until('the latest version is there again', async () => (await textOf(again, 'body')).includes(versionOf(4)));
    await again.close();
  });

  it('marks no more what was withdrawn, as soon as it is checked, without a new version; and again when it is given back', async () => {
    const { html } = articlePage('A meeting', ['ICANN and the technical community met to speak about DNSSEC.']);
    host.files.set('/meeting', ['text/html', html]);
    const page = await reader.readBeside(`${host.origin}/meeting`);
    const marked = async (surface: string) => (await marksOf(page)).some((mark) => mark.surface === surface);
    expect([await marked('ICANN'), await marked('DNSSEC')]).toEqual([true, true]);
    await host.publishLater(4, 43, ['term/icann']);
    await press(options, 'Sync now');
    await until('it is marked no more', async () => !(await marked('ICANN')));
    expect(await marked('DNSSEC')).toBe(true);
    await host.publishLater(4, 43);
    await press(options, 'Sync now');
    await until('it is marked again', () => marked('ICANN'));
    await page.close();
  });

  it('adds a feed by its address, checks it, pauses it, and removes it with its stories', async () => {
    host.files.set('/feed', exampleFeed('Example News'));
    await lookAt(options, `${host.origin}/feed`);
    await until('the feed is found', async () => (await textOf(options, '#add')).includes('2 stories from'));
    await press(options, 'Add this feed');
    await until('it was checked', () => says(options, '2 new stories from Example News.'));
    await until('its stories are kept', async () => (await textOf(options, '#sources')).includes('2 stories kept.'));
    const feed = '.sources > .source';
    await pressIn(options, feed, 'Pause');
    await until('it is paused', async () => (await textOf(options, feed)).includes('paused'));
    await pressIn(options, feed, 'Remove');
    await pressIn(options, feed, 'Remove, with 2 stories');
    await until('it is gone', async () => !(await has(options, feed)));
    expect(await textOf(options, '#sources')).toContain('You have added no feeds.');
  });

  it('offers the feeds of the page that is open, in the popup and on the sources page', async () => {
    host.files.set('/second', exampleFeed('Second News'));
    host.files.set('/page', [
      'text/html',
      `<!doctype html><title>News</title><link rel="alternate" type="application/rss+xml" title="Second News" href="/second"><p>ICANN and DNSSEC</p>`,
    ]);
    const page = await reader.read(`${host.origin}/page`);
    const popup = await openPopup(reader.launched, page);
    expect(await textOf(popup, 'body')).toContain('This page offers 1 feed.');
    await popup.close();
    await page.bringToFront();
    const fresh = await openOwnPage(reader.launched, 'options.html');
    await until('it is offered', async () => (await textOf(fresh, '#add')).includes('Feeds that 127.0.0.1'));
    await pressIn(fresh, '#add', 'Add Second News');
    await until('it was checked', () => says(fresh, '2 new stories from Second News.'));
    await fresh.close();
    await page.close();
  });

  it('goes back to the packaged digest when its source is removed', async () => {
    await pressIn(options, '#sources', 'Remove');
    await pressIn(options, '#sources', 'Remove, and use the packaged digest');
    await until('it is back', async () => (await textOf(options, '#sources')).includes('no source for newer versions'));
    await until('it shows the packaged version', async () =>
      (await textOf(options, '#sources')).includes(versionOf(0)),
    );
  });
});

async function lookAt(page: Page, address: string): Promise<void> {
  await page.type('#address', address);
  await press(page, 'Look');
}

/** In a page of ours: when the alarm rings, and when the digest was checked last. */
async function nextAndLastCheck(): Promise<{ rings: number; asked: number }> {
  const { alarms, storage } = (globalThis as unknown as ApisOfBrowser).browser;
  const [alarm, { syncRecords }] = await Promise.all([alarms.get('sync-due'), storage.local.get('syncRecords')]);
  return { rings: alarm?.scheduledTime ?? Number.MAX_SAFE_INTEGER, asked: syncRecords.digest?.last?.at ?? 0 };
}

interface ApisOfBrowser {
  readonly browser: {
    readonly alarms: { get(name: string): Promise<{ readonly scheduledTime: number } | undefined> };
    readonly storage: { readonly local: { get(key: 'syncRecords'): Promise<{ syncRecords: Records }> } };
  };
}
