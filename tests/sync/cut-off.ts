import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DigestSource } from '../../utils/sync/digest/sync-digest.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { ClientInBrowser } from './client-in-browser.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { seeded } from './fault-runs.ts';
import { headOf } from './forge.ts';
import { type Nginx, startNginx } from './nginx.ts';
import type { Plug } from './plug/plug.ts';
import { type PublisherAtWork, publisherAtWork } from './publisher-at-work.ts';
import { type DigestSize, SyntheticDigest } from './synthetic-digest.ts';

declare const plug: Plug;

export type UpdateBy = 'full' | 'delta';

/** A version and the next, both of which are served, so that the update can be made again and again. */
export interface RepeatedUpdate {
  readonly old: DigestSource;
  readonly latest: DigestSource;
  readonly from: number;
  readonly to: number;
  close(): Promise<void>;
}

/** Publishes the next version and keeps serving the one before. @param proxy stands before the host; hides the deltas where the whole is to be taken */
export async function repeatedUpdate(
  by: UpdateBy,
  { publisher, synthetic, proxy }: { publisher: PublisherAtWork; synthetic: SyntheticDigest; proxy: FaultProxy },
): Promise<RepeatedUpdate> {
  const frozen = mkdtempSync(join(tmpdir(), 'newsgloss-frozen-'));
  cpSync(publisher.site, frozen, { recursive: true });
  const host = await startNginx(frozen);
  const from = synthetic.digest.head.version;
  await publisher.publish(synthetic.nextDay(), { now: new Date() });
  const { full } = headOf(publisher);
  const isHidden = (path: string) => by === 'full' && path.startsWith('b/') && !path.includes(full.h);
  proxy.faultOf = (path) => (isHidden(path) ? 'missing' : undefined);
  return {
    old: { url: host.url, root: publisher.root() },
    latest: { url: proxy.url, root: publisher.root() },
    from,
    to: synthetic.digest.head.version,
    close: async () => {
      proxy.faultOf = () => undefined;
      await host.close();
      rmSync(frozen, { recursive: true });
    },
  };
}

/** Lets a reader have the version before, cuts the update off, and tells what they have then: 'mixed' is neither. */
export async function cutOff(
  client: ClientInBrowser,
  { old, from, to }: RepeatedUpdate,
  cut: () => Promise<void>,
): Promise<'old' | 'new' | 'mixed'> {
  await client.page.evaluate(() => plug.forget());
  await client.sync(old);
  await cut();
  const { version, isWhole } = await client.state();
  if (!isWhole) return 'mixed';
  return version === to ? 'new' : version === from ? 'old' : 'mixed';
}

/** What a browser had after it was killed at each step of an update in turn. */
export interface Kills {
  readonly steps: number;
  readonly old: number;
  readonly new: number;
  /** The steps after which what is stored is neither the old digest nor the new, or is gone. */
  readonly lost: readonly number[];
}

/** Kills a browser at every step of an update of a made-up digest: at each request and each transaction of the database. */
export async function killAtEveryStep(name: BrowserName, by: UpdateBy, size: DigestSize): Promise<Kills> {
  const synthetic = new SyntheticDigest(size);
  const publisher = await publisherAtWork('synthetic');
  let [nginx, proxy, client]: [Nginx?, FaultProxy?, ClientInBrowser?] = [];
  try {
    await publisher.publish(synthetic.digest, { now: new Date() });
    nginx = await startNginx(publisher.site);
    proxy = await startFaultProxy(nginx.url, seeded(7));
    client = await ClientInBrowser.start(name);
    const update = await repeatedUpdate(by, { publisher, synthetic, proxy });
    await client.sync(update.old);
    const steps = await client.stepsOf(update.latest);
    const found = { old: 0, new: 0, mixed: 0 };
    const lost: number[] = [];
    for (let step = 1; step <= steps; step++) {
      const state = await cutOff(client, update, () => (client as ClientInBrowser).killAtStep(update.latest, step));
      found[state]++;
      if (state === 'mixed') lost.push(step);
    }
    await update.close();
    return { steps, old: found.old, new: found.new, lost };
  } finally {
    await client?.close();
    proxy?.close();
    await nginx?.close();
    publisher.close();
  }
}
