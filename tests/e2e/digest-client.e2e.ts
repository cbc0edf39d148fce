import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch, openOwnPage, until } from '../browser/launch.ts';
import { type FaultProxy, startFaultProxy } from '../sync/fault-proxy.ts';
import { seeded } from '../sync/fault-runs.ts';
import { headOf } from '../sync/forge.ts';
import { type Nginx, startNginx } from '../sync/nginx.ts';
import { buildPlug } from '../sync/plug/build-plug.ts';
import type { Plug } from '../sync/plug/plug.ts';
import { type PublisherAtWork, publisherAtWork } from '../sync/publisher-at-work.ts';
import { SyntheticDigest } from '../sync/synthetic-digest.ts';

/** Cut off so often, at another moment of an update each time: the browser, and only its background. */
const KILLS = 3;
const STOPS = 8;

/** What happens to the head, or to a blob, and what the reader is told. */
const FAULTS_AND_FAILURES = [
  ['page', 'head.json', { reason: 'captive-portal' }],
  ['redirect', 'head.json', { reason: 'captive-portal' }],
  ['missing', 'head.json', { reason: 'not-found' }],
  ['busy', 'head.json', { reason: 'server-error', status: 429, retryAfterMs: 60_000 }],
  ['error', 'head.json', { reason: 'server-error' }],
  ['truncate', 'head.json', { reason: 'not-a-digest' }],
  ['too-long', 'head.json', { reason: 'too-large' }],
  ['too-short', 'head.json', { reason: 'unreachable' }],
  ['reset', '', { reason: 'unreachable' }],
  ['missing', 'b/', { reason: 'not-found' }],
  ['page', 'b/', { reason: 'corrupt' }],
  ['truncate', 'b/', { reason: 'corrupt' }],
  ['corrupt', 'b/', { reason: 'corrupt' }],
  ['too-long', 'b/', { reason: 'too-large' }],
  ['too-short', 'b/', { reason: 'unreachable' }],
] as const;

declare const plug: Plug;

describe.each(['chromium', 'firefox'] as const)('the digest client in %s, with nginx as the host', (name) => {
  const profile = mkdtempSync(join(tmpdir(), 'newsgloss-profile-'));
  const synthetic = new SyntheticDigest({ terms: 200, stories: 2000 });
  let build: string;
  let publisher: PublisherAtWork;
  let nginx: Nginx;
  let proxy: FaultProxy;
  let launched: Launched;
  let page: Page;

  beforeAll(async () => {
    build = await buildPlug(name);
    publisher = await publisherAtWork('synthetic');
    await publisher.publish(synthetic.digest, { now: new Date() });
    nginx = await startNginx(publisher.site);
    proxy = await startFaultProxy(nginx.url, seeded(7));
    await open();
  });

  afterAll(async () => {
    await launched?.browser.close();
    proxy?.close();
    await nginx?.close();
    publisher?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  async function open(): Promise<void> {
    launched = await launch(name, { build, userDataDir: profile });
    page = await openOwnPage(launched, 'plug.html');
    await until('the client is there', () => page.evaluate(() => 'plug' in globalThis).catch(() => false));
  }

  const sync = (url = nginx.url) => page.evaluate((source) => plug.sync(source), { url, root: publisher.root() });
  const state = () => page.evaluate(() => plug.state());

  it('takes the whole, then a delta, then nothing, past a head compressed on the way', async () => {
    expect(await sync()).toMatchObject({ state: 'updated', by: 'full', to: 1 });
    expect(await state()).toEqual({ version: 1, stories: 2000, isWhole: true });
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    expect(await sync()).toMatchObject({ state: 'updated', by: 'delta', from: 1, to: 2 });
    expect(await sync()).toMatchObject({ state: 'current', version: 2 });
    expect(await state()).toMatchObject({ version: 2, isWhole: true });
  });

  it('asks a host that has nothing new for the head only, and lets the cache answer for it', async () => {
    const before = nginx.requests().length;
    await sync();
    await sync();
    const asked = nginx.requests().slice(before);
    expect(asked.filter((line) => !/\/(?:head|2\.root)\.json /.test(line))).toEqual([]);
    expect(asked.filter((line) => line === 'GET /head.json HTTP/1.1 304').length).toBeGreaterThan(0);
  });

  it('syncs in the background as in a page', async () => {
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    const source = { url: nginx.url, root: publisher.root() };
    expect(await page.evaluate((from) => plug.syncInBackground(from), source)).toMatchObject({
      state: 'updated',
      to: 3,
    });
    expect(await state()).toMatchObject({ version: 3, isWhole: true });
  });

  it('keeps its data whatever a host does, and says what it was', async () => {
    await sync(proxy.url);
    const { version } = await state();
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    for (const [fault, file, failure] of FAULTS_AND_FAILURES) {
      proxy.faultOf = (path) => (path.startsWith(file) ? fault : undefined);
      const what = `${fault} ${file}`;
      expect(await sync(proxy.url), what).toMatchObject({ state: 'failed', failure });
      expect(await state(), what).toMatchObject({ version, isWhole: true });
    }
    proxy.faultOf = (path) => (path === 'head.json' ? 'stale' : undefined);
    expect(await sync()).toMatchObject({ state: 'updated' });
    expect(await sync(proxy.url)).toMatchObject({ state: 'failed', failure: { reason: 'rolled-back' } });
    proxy.faultOf = () => undefined;
  });

  /**
   * Cuts one sync off after another, each from the version before, a little later each time; between them, and after
   * the last, there is the old digest or the new.
   */
  async function cutOff(by: 'full' | 'delta', times: number, cut: (afterMs: number) => Promise<void>) {
    const frozen = mkdtempSync(join(tmpdir(), 'newsgloss-frozen-'));
    cpSync(publisher.site, frozen, { recursive: true });
    const old = await startNginx(frozen);
    await sync(old.url);
    const { version } = await state();
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    const latest = synthetic.digest.head.version;
    const { full } = headOf(publisher);
    const isHidden = (path: string) => by === 'full' && path.startsWith('b/') && !path.includes(full.h);
    proxy.faultOf = (path) => (isHidden(path) ? 'missing' : undefined);
    const { ms, ...result } = await sync(proxy.url);
    expect(result).toMatchObject({ state: 'updated', by, from: version, to: latest });
    for (let time = 1; time <= times; time++) {
      await page.evaluate(() => plug.forget());
      await sync(old.url);
      await cut((ms * time) / (times + 1));
      const after = await state();
      expect(after.isWhole).toBe(true);
      expect([version, latest]).toContain(after.version);
    }
    expect(['updated', 'current']).toContain((await sync(proxy.url)).state);
    expect(await state()).toMatchObject({ version: latest, isWhole: true });
    await old.close();
    rmSync(frozen, { recursive: true });
  }

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it.each(['full', 'delta'] as const)(
    'killed while it updates by %s, it has the old digest or the new, and goes on',
    (by) =>
      cutOff(by, KILLS, async (afterMs) => {
        await page.evaluate((from) => void plug.sync(from), { url: proxy.url, root: publisher.root() });
        await pause(afterMs);
        await killBrowser();
        await open();
      }),
    150_000,
  );

  it.runIf(name === 'chromium').each(['full', 'delta'] as const)(
    'its background stopped while it updates by %s, it has the old digest or the new',
    async (by) => {
      const session = await page.createCDPSession();
      await session.send('ServiceWorker.enable');
      await cutOff(by, STOPS, async (afterMs) => {
        const source = { url: proxy.url, root: publisher.root() };
        await page.evaluate((from) => void plug.syncInBackground(from).catch(() => undefined), source);
        await pause(afterMs);
        await session.send('ServiceWorker.stopAllWorkers');
      });
    },
    60_000,
  );

  async function killBrowser(): Promise<void> {
    const process = launched.browser.process();
    const gone = new Promise((resolve) => process?.once('exit', resolve));
    process?.kill('SIGKILL');
    await gone;
  }
});
