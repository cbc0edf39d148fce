import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { makeKeys } from '../publisher/keys.ts';
import { publish } from '../publisher/publish.ts';
import { readSources } from '../publisher/read-sources.ts';
import { serveDigest } from '../publisher/serve.ts';
import { type Launched, openOwnPage, until } from '../tests/browser/launch.ts';
import type { Digest } from '../utils/digest/schema.ts';
import { CLIENT_VERSION } from '../utils/sync/digest/client-version.ts';
import { rootFile } from '../utils/sync/digest/format.ts';
import { newRecord } from '../utils/sync/records.ts';
import { type DigestSource, NO_SOURCES, withDigest } from '../utils/sync/sources.ts';

const ROOT = join(import.meta.dirname, '..');
const SLOWEST_SYNC_MS = 60_000;
/** Long enough for nothing to be synced before the newcomer presses the button. */
const NOT_BY_ITSELF_MS = 24 * 60 * 60 * 1000;

/** A newer digest than the packaged one, published and served on loopback. */
export interface NewerDigest {
  readonly source: DigestSource;
  close(): Promise<void>;
}

/** Publishes the packaged digest and a newer version of it, with keys made for the occasion, and serves them. */
export async function serveNewerDigest(folder: string): Promise<NewerDigest> {
  const [keys, site] = [join(folder, 'keys'), join(folder, 'published')];
  for (const old of [keys, site]) rmSync(old, { recursive: true, force: true });
  const digest = readSources(join(ROOT, 'digest'));
  const { title, publisher } = digest.head;
  const now = new Date();
  await makeKeys({
    folder: keys,
    digest: digest.head,
    rootKeys: 1,
    threshold: 1,
    mirrors: [],
    passphrase: undefined,
    now,
    days: 30,
  });
  for (const version of [digest, withOneStoryMore(digest)]) {
    await publish({
      digest: version,
      withdrawn: [],
      keys,
      passphrase: undefined,
      site,
      now,
      days: 14,
      minClient: CLIENT_VERSION,
    });
  }
  const { url, close } = await serveDigest(site, 0);
  return { source: { url, root: readFileSync(join(keys, rootFile(1)), 'utf8'), title, publisher }, close };
}

/** Sets the source of the extension in a profile, as if its reader had confirmed it, and leaves syncing to them. */
export async function setSource(launched: Launched, source: DigestSource): Promise<void> {
  const page = await openOwnPage(launched, 'welcome.html');
  const stored = {
    sources: withDigest(NO_SOURCES, source),
    syncRecords: { digest: newRecord(Date.now() + NOT_BY_ITSELF_MS) },
  };
  await page.evaluate(async (values) => {
    const { browser } = globalThis as unknown as {
      browser: { storage: { local: { set(items: object): Promise<void> } } };
    };
    await browser.storage.local.set(values);
  }, stored);
  await page.close();
}

/** Presses "Sync now" on the page of sources and waits for its end. Gives the page, and what it said. */
export async function syncNow(launched: Launched): Promise<{ page: Page; said: string }> {
  const page = await openOwnPage(launched, 'options.html');
  await until('“Sync now” can be pressed', () =>
    page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('.sync .button--main:enabled');
      button?.click();
      return button !== null;
    }),
  );
  const said = await until('the sync has ended', () => wordsOf(page), SLOWEST_SYNC_MS);
  return { page, said };
}

/** What the sync said at its end; undefined before. */
async function wordsOf(page: Page): Promise<string | undefined> {
  const lines = await page.$$eval('.sync .said p', (said) => said.map(({ textContent }) => textContent ?? ''));
  return lines.length > 0 ? lines.join('\n  ') : undefined;
}

/** The next version, with a story that shows on the sample page. */
function withOneStoryMore(digest: Digest): Digest {
  const [model] = digest.stories;
  if (!model) throw new Error('digest/stories: holds no story; the demonstration needs one.');
  const story = {
    ...model,
    id: 'demonstration-of-a-sync' as typeof model.id,
    title: 'This story came with the sync',
    date: digest.head.issued,
    source: { name: 'Newsgloss demonstration' },
    summary:
      'It was published on this machine a moment ago, signed, fetched as a difference to the packaged digest, verified and stored.',
  };
  return { ...digest, head: { ...digest.head, version: digest.head.version + 1 }, stories: [...digest.stories, story] };
}
