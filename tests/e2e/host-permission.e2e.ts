import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnPage } from '../browser/launch.ts';
import { type HttpsHost, startHttpsHost } from './https-host.ts';
import { has, pressIn, says, textOf, until } from './own-page.ts';
import { Reader } from './reader.ts';
import { exampleFeed } from './sync-host.ts';

const NAME = 'feeds.test';

/** Its questions are answered with yes; Chromium has no way to answer them in a test. */
const PREFERENCES = { 'extensions.webextOptionalPermissionPrompts': false, 'network.dns.localDomains': NAME };

describe('in firefox, the permission for a host', () => {
  let reader: Reader;
  let host: HttpsHost;
  let options: Page;

  beforeAll(async () => {
    host = await startHttpsHost(NAME);
    host.files.set('/feed', exampleFeed('Example News'));
    host.files.set('/nothing', ['text/plain', 'Neither a feed nor a digest.']);
    reader = await Reader.start('firefox', { preferences: PREFERENCES, takesAnyCertificate: true });
    options = await openOwnPage(reader.launched, 'options.html');
    await until('the page is filled', () => has(options, '#sources'));
  });

  afterAll(async () => {
    await reader?.close();
    host?.close();
  });

  it('is given back where nothing is found there', async () => {
    expect(await granted(options)).toBe(false);
    await lookAt(`${host.origin}/nothing`);
    await until('it says that nothing is there', async () =>
      /^(?!Asking)./.test(await textOf(options, '#add [role=status]')),
    );
    expect(host.asked).toContain('/nothing');
    await until('it is given back', async () => !(await granted(options)));
  });

  it('is given back when the reader does not want what was found', async () => {
    await lookAt(`${host.origin}/feed`);
    await until('the feed is found', () => has(options, '.found'));
    expect(await granted(options)).toBe(true);
    await pressIn(options, '.found', 'No');
    await until('it is given back', async () => !(await granted(options)));
  });

  it('is asked for when its feed is looked at, and given back with the feed', async () => {
    await lookAt(`${host.origin}/feed`);
    await until('the feed is found', async () => (await textOf(options, '#add')).includes('2 stories from'));
    expect(await granted(options)).toBe(true);
    await giveBack(options);
    // Asked for again, for it has gone meanwhile.
    await options.click('.found .button--main');
    await until('it was checked', () => says(options, '2 new stories from Example News.'));
    expect(await granted(options)).toBe(true);
    await pressIn(options, '.sources > .source', 'Remove');
    await pressIn(options, '.sources > .source', 'Remove, with 2 stories');
    await until('it is given back', async () => !(await granted(options)));
  });

  /** With a real click: browsers ask for permissions only then. */
  async function lookAt(address: string): Promise<void> {
    await options.$eval('#address', (field) => {
      (field as HTMLInputElement).value = '';
    });
    await options.type('#address', address);
    await options.click('.add button[type=submit]');
  }
});

/** Whether the extension may read from the host. */
function granted(page: Page): Promise<boolean> {
  return page.evaluate(async (name) => {
    const { permissions } = (globalThis as unknown as Extension).browser;
    return ((await permissions.getAll()).origins ?? []).includes(`https://${name}/*`);
  }, NAME);
}

async function giveBack(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const { permissions } = (globalThis as unknown as Extension).browser;
    await permissions.remove({ origins: [`https://${name}/*`] });
  }, NAME);
  expect(await granted(page)).toBe(false);
}

interface Extension {
  readonly browser: {
    readonly permissions: {
      getAll(): Promise<{ origins?: string[] }>;
      remove(permissions: { origins: string[] }): Promise<boolean>;
    };
  };
}
