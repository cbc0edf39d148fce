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

/** Killed so often while a digest is being written. */
const KILLS = 3;

const FAULTS_AND_REASONS = [
  ['page', 'captive-portal'],
  ['redirect', 'captive-portal'],
  ['missing', 'not-found'],
  ['busy', 'server-error'],
  ['error', 'server-error'],
  ['reset', 'unreachable'],
  ['too-short', 'unreachable'],
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
    for (const [fault, reason] of FAULTS_AND_REASONS) {
      proxy.faultOf = (path) => (path === 'head.json' || fault === 'reset' ? fault : undefined);
      expect(await sync(proxy.url), fault).toMatchObject({ state: 'failed', failure: { reason } });
      expect(await state(), fault).toMatchObject({ version, isWhole: true });
    }
    proxy.faultOf = (path) => (path === 'head.json' ? 'stale' : undefined);
    expect(await sync()).toMatchObject({ state: 'updated' });
    expect(await sync(proxy.url)).toMatchObject({ state: 'failed', failure: { reason: 'rolled-back' } });
    proxy.faultOf = () => undefined;
  });

  it('killed while it writes, it has the old digest or the new, and goes on', async () => {
    const frozen = join(profile, '../', `newsgloss-frozen-${name}`);
    cpSync(publisher.site, frozen, { recursive: true });
    const old = await startNginx(frozen);
    const { version } = await state();
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    const latest = synthetic.digest.head.version;
    const { full } = headOf(publisher);
    proxy.faultOf = (path) => (path.startsWith('b/') && !path.includes(full.h) ? 'missing' : undefined);
    const source = { url: proxy.url, root: publisher.root() };
    const { ms } = await sync(proxy.url);
    for (let kill = 1; kill <= KILLS; kill++) {
      await page.evaluate(() => plug.forget());
      await sync(old.url);
      await page.evaluate((from) => void plug.sync(from), source);
      await new Promise((resolve) => setTimeout(resolve, (ms * kill) / (KILLS + 1)));
      await killBrowser();
      await open();
      const after = await state();
      expect(after.isWhole).toBe(true);
      expect([version, latest]).toContain(after.version);
    }
    expect(['updated', 'current']).toContain((await sync(proxy.url)).state);
    expect(await state()).toMatchObject({ version: latest, isWhole: true });
    await old.close();
    rmSync(frozen, { recursive: true });
  }, 150_000);

  it.runIf(name === 'chromium')(
    'its background stopped while it syncs, it has the old digest or the new',
    async () => {
      const before = (await state()).version;
      await publisher.publish(synthetic.nextDay(), { now: new Date() });
      const latest = synthetic.digest.head.version;
      const { full } = headOf(publisher);
      proxy.faultOf = (path) => (path.startsWith('b/') && !path.includes(full.h) ? 'missing' : undefined);
      const source = { url: proxy.url, root: publisher.root() };
      const session = await page.createCDPSession();
      await session.send('ServiceWorker.enable');
      for (const wait of [30, 100, 200, 400, 800]) {
        await page.evaluate((from) => void plug.syncInBackground(from).catch(() => undefined), source);
        await new Promise((resolve) => setTimeout(resolve, wait));
        await session.send('ServiceWorker.stopAllWorkers');
        const after = await state();
        expect(after.isWhole).toBe(true);
        expect([before, latest]).toContain(after.version);
      }
      expect(['updated', 'current']).toContain((await sync(proxy.url)).state);
      expect(await state()).toMatchObject({ version: latest, isWhole: true });
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
