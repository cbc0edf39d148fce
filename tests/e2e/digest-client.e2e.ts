import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientInBrowser } from '../sync/client-in-browser.ts';
import { cutOff, type RepeatedUpdate, repeatedUpdate } from '../sync/cut-off.ts';
import { type FaultProxy, startFaultProxy } from '../sync/fault-proxy.ts';
import { seeded } from '../sync/fault-runs.ts';
import { type Nginx, startNginx } from '../sync/nginx.ts';
import type { Plug } from '../sync/plug/plug.ts';
import { type PublisherAtWork, publisherAtWork } from '../sync/publisher-at-work.ts';
import { SyntheticDigest } from '../sync/synthetic-digest.ts';

/** Cut off so often, at another step or moment of an update each time: the browser, and only its background. */
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
  const synthetic = new SyntheticDigest({ terms: 200, stories: 2000 });
  let publisher: PublisherAtWork;
  let nginx: Nginx;
  let proxy: FaultProxy;
  let client: ClientInBrowser;

  beforeAll(async () => {
    publisher = await publisherAtWork('synthetic');
    await publisher.publish(synthetic.digest, { now: new Date() });
    nginx = await startNginx(publisher.site);
    proxy = await startFaultProxy(nginx.url, seeded(7));
    client = await ClientInBrowser.start(name);
  });

  afterAll(async () => {
    await client?.close();
    proxy?.close();
    await nginx?.close();
    publisher?.close();
  });

  const sync = (url = nginx.url) => client.sync({ url, root: publisher.root() });

  it('takes the whole, then a delta, then nothing, past a head compressed on the way', async () => {
    expect(await sync()).toMatchObject({ state: 'updated', by: 'full', to: 1 });
    expect(await client.state()).toEqual({ version: 1, stories: 2000, isWhole: true });
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    expect(await sync()).toMatchObject({ state: 'updated', by: 'delta', from: 1, to: 2 });
    expect(await sync()).toMatchObject({ state: 'current', version: 2 });
    expect(await client.state()).toMatchObject({ version: 2, isWhole: true });
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
    expect(await client.page.evaluate((from) => plug.syncInBackground(from), source)).toMatchObject({
      state: 'updated',
      to: 3,
    });
    expect(await client.state()).toMatchObject({ version: 3, isWhole: true });
  });

  it('keeps its data whatever a host does, and says what it was', async () => {
    await sync(proxy.url);
    const { version } = await client.state();
    await publisher.publish(synthetic.nextDay(), { now: new Date() });
    for (const [fault, file, failure] of FAULTS_AND_FAILURES) {
      proxy.faultOf = (path) => (path.startsWith(file) ? fault : undefined);
      const what = `${fault} ${file}`;
      expect(await sync(proxy.url), what).toMatchObject({ state: 'failed', failure });
      expect(await client.state(), what).toMatchObject({ version, isWhole: true });
    }
    proxy.faultOf = (path) => (path === 'head.json' ? 'stale' : undefined);
    expect(await sync()).toMatchObject({ state: 'updated' });
    expect(await sync(proxy.url)).toMatchObject({ state: 'failed', failure: { reason: 'rolled-back' } });
    proxy.faultOf = () => undefined;
  });

  /** So many of the numbers from 1 to `steps`, evenly spread. */
  const someOf = (steps: number, some: number) =>
    Array.from({ length: some }, (_, index) => Math.ceil((steps * (index + 1)) / (some + 1)));

  // `npm run bench:sync kills` does it at every step.
  it.each(['full', 'delta'] as const)(
    'killed while it updates by %s, it has the old digest or the new, and goes on',
    async (by) => {
      const update = await repeatedUpdate(by, { publisher, synthetic, proxy });
      await client.sync(update.old);
      const steps = await client.stepsOf(update.latest);
      expect(await client.state()).toMatchObject({ version: update.to, isWhole: true });
      for (const step of someOf(steps, KILLS))
        expect(['old', 'new'], `killed at step ${step} of ${steps}`).toContain(
          await cutOff(client, update, () => client.killAtStep(update.latest, step)),
        );
      await goesOn(update);
    },
    150_000,
  );

  it.runIf(name === 'chromium').each(['full', 'delta'] as const)(
    'its background stopped while it updates by %s, it has the old digest or the new',
    async (by) => {
      const update = await repeatedUpdate(by, { publisher, synthetic, proxy });
      await client.sync(update.old);
      const { ms, ...result } = await client.sync(update.latest);
      expect(result).toMatchObject({ state: 'updated', by, from: update.from, to: update.to });
      const session = await client.page.createCDPSession();
      await session.send('ServiceWorker.enable');
      for (let stop = 1; stop <= STOPS; stop++) {
        const state = await cutOff(client, update, async () => {
          await client.page.evaluate((from) => void plug.syncInBackground(from).catch(() => undefined), update.latest);
          await new Promise((resolve) => setTimeout(resolve, (ms * stop) / (STOPS + 1)));
          await session.send('ServiceWorker.stopAllWorkers');
        });
        expect(['old', 'new']).toContain(state);
      }
      await goesOn(update);
    },
    60_000,
  );

  async function goesOn(update: RepeatedUpdate): Promise<void> {
    expect(['updated', 'current']).toContain((await client.sync(update.latest)).state);
    expect(await client.state()).toMatchObject({ version: update.to, isWhole: true });
    await update.close();
  }
});
