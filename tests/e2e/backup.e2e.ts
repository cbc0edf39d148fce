import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOwnPage } from '../browser/launch.ts';
import { hasMarks } from '../browser/page-marks.ts';
import { has, PATIENCE_MS, press, says, textOf, until } from './own-page.ts';
import { Reader } from './reader.ts';
import { exampleFeed, SyncHost } from './sync-host.ts';

describe.each(['chromium', 'firefox'] as const)('in %s', { timeout: 3 * PATIENCE_MS }, (name) => {
  let reader: Reader;
  let host: SyncHost;
  let options: Page;

  beforeAll(async () => {
    host = await SyncHost.start();
    for (const path of ['first', 'second']) host.files.set(`/${path}`, exampleFeed(`The ${path}`));
    host.files.set('/page', ['text/html', '<!doctype html><title>News</title><p>ICANN and DNSSEC</p>']);
    reader = await Reader.start(name);
  });

  beforeEach(async () => {
    options = await openOwnPage(reader.launched, 'options.html');
    await until('the page is filled', () => has(options, '#backup'));
    await keepSaved(options);
    return () => options.close();
  });

  afterAll(async () => {
    await reader?.close();
    host?.close();
  });

  it('takes the feeds of another reader’s list on consent, looks at them, and says what it leaves out', async () => {
    await choose(
      options,
      'feeds.opml',
      `<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
        <outline type="rss" text="The first" xmlUrl="${host.origin}/first"/>
        <outline type="rss" text="The second" xmlUrl="${host.origin}/second"/>
        <outline type="rss" text="By another way" xmlUrl="ftp://clear.example/feed"/>
      </outline></body></opml>`,
    );
    await until('they wait for consent', () => has(options, '#backup .found'));
    expect(await textOf(options, '#backup .found')).toMatch(/2 feeds in the file.+By another way/);
    expect(await textOf(options, '#sources')).toContain('You have added no feeds.');
    await press(options, 'Allow their hosts and add them');
    await until('they were added', () => says(options, '2 feeds were added.'));
    await until('both were looked at', async () => {
      const sources = await textOf(options, '#sources');
      return sources.includes('The first') && sources.includes('The second') && !sources.includes('not checked yet');
    });
  });

  it('gives settings and sources out, and takes them over again', async () => {
    const feeds = await saved(options, 'Export feeds (OPML)');
    expect(feeds.name).toBe('newsgloss-feeds.opml');
    expect(feeds.text).toContain(`xmlUrl="${host.origin}/second"`);
    const settings = await saved(options, 'Export settings and sources');
    const page = await reader.read(`${host.origin}/page`);
    await options.bringToFront();
    await choose(options, settings.name, settings.text.replace('"density": "section"', '"density": "none"'));
    await until('they are taken over', () => says(options, 'The settings were taken over.'));
    await page.bringToFront();
    await until('the page has no marks', async () => !(await hasMarks(page)));
    await choose(options, settings.name, settings.text);
    await until('the page has its marks', () => hasMarks(page));
    await page.close();
  });

  it('refuses a file that is none of ours, and changes nothing', async () => {
    await choose(options, 'notes.txt', 'density: all');
    await until('it is refused', () => says(options, 'The file was not imported.'));
    const { text } = await saved(options, 'Export settings and sources');
    expect(JSON.parse(text)).toMatchObject({
      density: 'section',
      feeds: [{ title: 'The first' }, { title: 'The second' }],
    });
    await choose(options, 'settings.json', text.replace('"section"', '"often"'));
    await until('it is refused by its field', () => says(options, 'Its field “density” is not as it should be'));
  });
});

/** Chooses a file for import. */
function choose(page: Page, name: string, text: string): Promise<void> {
  return page.evaluate(
    (fileName, content) => {
      const input = document.querySelector<HTMLInputElement>('#backup input[type=file]');
      if (!input) throw new Error('There is no place for a file.');
      const files = new DataTransfer();
      files.items.add(new File([content], fileName));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    text,
  );
}

/** Has the page put down the files it hands out, in place of saving them. */
function keepSaved(page: Page): Promise<void> {
  return page.evaluate(() => {
    const original = URL.createObjectURL;
    let name = '';
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => {
        document.documentElement.dataset.saved = JSON.stringify({ name, text });
      });
      return original(blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
  });
}

/** Presses a button that hands out a file; gives what would be saved. */
async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  await page.evaluate(() => delete document.documentElement.dataset.saved);
  await press(page, button);
  await until('the file is there', () => has(page, '[data-saved]'));
  return page.evaluate(() => JSON.parse(document.documentElement.dataset.saved ?? '{}'));
}
