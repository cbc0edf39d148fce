import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FOLDER_URL } from '../../publisher/folder-fetch.ts';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { probeDigest } from '../../utils/sync/digest/probe-digest.ts';
import { browserStore } from '../../utils/sync/digest/store.ts';
import { syncInto } from '../../utils/sync/digest/sync-digest.ts';
import { NOW, type PublisherAtWork, versionOf } from './publisher-at-work.ts';
import { edgesWith, expectRefusal, expectShown, hostOf, publisherAhead, syncFrom } from './reader-at-home.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAhead();
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

const html = () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } });
const status =
  (code: number, headers = {}) =>
  () =>
    new Response(null, { status: code, headers });

describe('a host', () => {
  it('that answers with a page is taken for a network asking for a sign-in', async () => {
    await expectRefusal(syncFrom(publisher, { '*': html }), 'captive-portal');
    await expectShown(versionOf(1));
  });

  it('that answers 511, or leads elsewhere, is taken for the same', async () => {
    await expectRefusal(syncFrom(publisher, { 'head.json': status(511) }), 'captive-portal');
    await expectRefusal(syncFrom(publisher, { 'head.json': status(302) }), 'captive-portal', 'leads elsewhere');
  });

  it('that has a page for every missing file still serves its digest', async () => {
    expect(await syncFrom(publisher, { '2.root.json': html })).toMatchObject({ state: 'updated', to: 2 });
  });

  it('whose page for missing files is larger than any root still serves its digest', async () => {
    const page = () => new Response(`<!doctype html>${'<p>Nothing here.</p>'.repeat(5000)}`);
    expect(await syncFrom(publisher, { '2.root.json': page })).toMatchObject({ state: 'updated', to: 2 });
  });

  it('with a large page in place of its head may be behind a sign-in', async () => {
    const page = () => new Response(`<!doctype html>${'<p>Sign in.</p>'.repeat(5000)}`);
    await expectRefusal(syncFrom(publisher, { 'head.json': page }), 'captive-portal', 'web page');
  });

  it('that forbids what is missing, as file stores do, still serves its digest', async () => {
    expect(await syncFrom(publisher, { '2.root.json': status(403) })).toMatchObject({ state: 'updated', to: 2 });
  });

  it('that is busy is left alone as long as it asks', async () => {
    const busy = { 'head.json': status(429, { 'retry-after': '120' }) };
    expect(await syncFrom(publisher, busy)).toMatchObject({
      failure: { reason: 'server-error', status: 429, retryAfterMs: 120_000 },
    });
    const later = { 'head.json': status(503, { 'retry-after': 'Wed, 25 Nov 2026 13:00:00 GMT' }) };
    expect(await syncFrom(publisher, later)).toMatchObject({ failure: { status: 503, retryAfterMs: 3_600_000 } });
    const absurd = { 'head.json': status(503, { 'retry-after': '99999999' }) };
    expect(await syncFrom(publisher, absurd)).toMatchObject({ failure: { retryAfterMs: 86_400_000 } });
  });

  it('with an error says which', async () => {
    await expectRefusal(syncFrom(publisher, { '*': status(500) }), 'server-error', '500');
    await expectRefusal(syncFrom(publisher, { 'head.json': status(404) }), 'not-found');
    await expectShown(versionOf(1));
  });

  it('that cannot be reached says so', async () => {
    await expectRefusal(syncFrom(publisher, { '*': () => Promise.reject(new TypeError('no route')) }), 'unreachable');
  });

  it.each([
    ['fails over the next root', { '2.root.json': status(500) }, NOW],
    ['has no newer root than one that has expired', {}, new Date(NOW.getTime() + 400 * 24 * 60 * 60 * 1000)],
  ])('that %s is asked no longer for its head', async (_, answers, now) => {
    let sent: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (sent = resolve));
    const slowHead = async (genuine: () => Promise<Response>) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return genuine().finally(() => setTimeout(sent, 10));
    };
    const onProgress = vi.fn();
    const edges = edgesWith(withSignal(hostOf(publisher, { ...answers, 'head.json': slowHead })), {
      now: () => now,
      onProgress,
    });
    const result = await syncInto(browserStore, { url: FOLDER_URL, root: publisher.root() }, edges);
    const told = onProgress.mock.calls.length;
    await late;
    expect(result.state).toBe('failed');
    expect(onProgress).toHaveBeenCalledTimes(told);
  });

  it('whose head has one byte more than 16 KB is read no further', async () => {
    const long = () => new Response(' '.repeat(16 * 1024 + 1));
    await expectRefusal(syncFrom(publisher, { 'head.json': long }), 'too-large');
    await expectRefusal(
      syncFrom(publisher, { 'head.json': () => new Response(' '.repeat(16 * 1024)) }),
      'not-a-digest',
    );
  });

  it.each([
    ['silent from the first byte', () => new Promise<never>(() => undefined)],
    ['silent after some bytes', ''],
    ['a slow drip', ' '],
  ])('that is %s is given up', async (_, drip) => {
    const answer = typeof drip === 'string' ? () => dripping(drip) : drip;
    const edges = edgesWith(withSignal(hostOf(publisher, { 'head.json': answer as () => Response })));
    const source = { url: FOLDER_URL, root: publisher.root() };
    const result = syncInto(browserStore, source, edges, { silence: 100, whole: 200, slowest: Infinity });
    await expectRefusal(result, 'unreachable', 'fell silent or was too slow');
    await expectShown(versionOf(1));
  });
});

it('a reader who stops it has the old data, and is told so', async () => {
  const controller = new AbortController();
  const stopping = (genuine: () => Promise<Response>) => {
    controller.abort();
    return genuine();
  };
  const result = syncFrom(publisher, { 'head.json': stopping }, { signal: controller.signal });
  await expectRefusal(result, 'aborted');
  await expectShown(versionOf(1));
});

describe('a probe', () => {
  const probe = (address: string, answers = {}) => probeDigest(address, edgesWith(hostOf(publisher, answers)));

  it('finds the digest by its folder, its head or a root', async () => {
    for (const name of ['', 'head.json', '1.root.json'])
      expect(await probe(FOLDER_URL + name)).toMatchObject({ digestId: 'example', url: FOLDER_URL });
  });

  it('names the root keys in groups that can be read aloud', async () => {
    const found = await probe(FOLDER_URL);
    expect('keyFingerprints' in found && found.keyFingerprints).toHaveLength(3);
    expect('keyFingerprints' in found && found.keyFingerprints[0]).toMatch(/^[0-9a-f]{8}( [0-9a-f]{8}){7}$/);
  });

  it('says why there is none', async () => {
    expect(await probe('http://example.org/')).toMatchObject({ reason: 'not-a-digest' });
    expect(await probe('somewhere')).toMatchObject({ reason: 'not-a-digest' });
    expect(await probe(FOLDER_URL, { '1.root.json': () => new Response('{}') })).toMatchObject({
      reason: 'not-a-digest',
    });
    expect(await probe(FOLDER_URL, { '*': html })).toMatchObject({ reason: 'not-a-digest' });
    expect(await probe(FOLDER_URL, { 'head.json': status(404) })).toMatchObject({ reason: 'not-found' });
  });
});

/** Some bytes, then one every 30 ms, or none. */
function dripping(drip: string): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      pull: (controller) =>
        new Promise((resolve) => {
          if (drip !== '') setTimeout(() => resolve(controller.enqueue(new TextEncoder().encode(drip))), 30);
        }),
    }),
  );
}

/** As a browser does: a request that was given up rejects, and so does what is left of its body. */
function withSignal(serve: typeof fetch): typeof fetch {
  return async (input, init) => {
    const gaveUp = new Promise<never>((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
    });
    gaveUp.catch(() => undefined);
    const response = await Promise.race([serve(input, init), gaveUp]);
    const reader = response.body?.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = await Promise.race([reader?.read() ?? { done: true as const, value: undefined }, gaveUp]);
        if (part.done) controller.close();
        else controller.enqueue(part.value);
      },
    });
    return new Response(response.body ? body : null, response);
  };
}
