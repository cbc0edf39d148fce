import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { flipBit, headOf, resignHead } from './forge.ts';
import { type PublisherAtWork, versionOf } from './publisher-at-work.ts';
import { expectRefusal, expectShown, hostOf, publisherAhead, syncFrom } from './reader-at-home.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAhead();
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

const fullName = () => `b/${headOf(publisher).full.h}.bin`;
const deltaName = () => `b/${headOf(publisher).deltas[0]?.h}.bin`;
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(publisher.site, name)));
const missing = () => new Response(null, { status: 404 });

/** Signs for another blob in place of the delta, as only a publisher gone wrong could. */
async function replaceDelta(lines: (genuine: string[]) => string[], inflated?: number): Promise<void> {
  await replaceBlob('delta', lines, inflated);
}

async function replaceBlob(which: 'delta' | 'full', lines: (genuine: string[]) => string[], inflated?: number) {
  const genuine = gunzipSync(bytesOf(which === 'delta' ? deltaName() : fullName())).toString();
  const text = Buffer.from(
    lines(genuine.split('\n').slice(0, -1))
      .map((line) => `${line}\n`)
      .join(''),
  );
  const bytes = gzipSync(text);
  const h = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(publisher.site, `b/${h}.bin`), bytes);
  await resignHead(publisher, (head) => {
    const blob = which === 'delta' ? head.deltas[0] : head.full;
    Object.assign(blob ?? {}, { h, b: bytes.length, u: inflated ?? text.length });
    head.seq += 1;
  });
}

describe('a blob', () => {
  it('with one bit flipped is refused; a delta is replaced by the whole', async () => {
    const spoilt = () => new Response(flipBit(bytesOf(deltaName()), 4711));
    expect(await syncFrom(publisher, { [deltaName()]: spoilt })).toMatchObject({ state: 'updated', by: 'full' });
    await expectShown(versionOf(2));
  });

  it('that is not there is replaced by the whole; where that is missing too, the old stays', async () => {
    await expectRefusal(syncFrom(publisher, { [deltaName()]: missing, [fullName()]: missing }), 'not-found');
    await expectShown(versionOf(1));
    expect(await syncFrom(publisher, { [deltaName()]: missing })).toMatchObject({ state: 'updated', by: 'full' });
    await expectShown(versionOf(2));
  });

  it('put in the place of another valid blob is refused', async () => {
    const [full, delta] = [bytesOf(fullName()), bytesOf(deltaName())];
    const swapped = { [deltaName()]: () => new Response(full), [fullName()]: () => new Response(delta) };
    await expectRefusal(syncFrom(publisher, swapped), 'corrupt');
    await expectShown(versionOf(1));
  });

  it('that is not as specified is told in a line, however long what it holds in the wrong place', async () => {
    const long = 'x'.repeat(1_000_000);
    const damaged = (lines: string[]) => lines.map((line) => line.replace(/"source":\{[^}]*\}/, `"source":"${long}"`));
    await replaceBlob('delta', damaged);
    await replaceBlob('full', damaged);
    const result = await syncFrom(publisher);
    expect(result).toMatchObject({ state: 'failed', failure: { reason: 'corrupt' } });
    expect(JSON.stringify(result).length).toBeLessThan(600);
    await expectShown(versionOf(1));
  });

  it('cut short is refused, and comes whole at the second try past the cache', async () => {
    let asked = 0;
    const cut = (genuine: () => Promise<Response>) =>
      asked++ === 0 ? new Response(bytesOf(deltaName()).slice(0, 50)) : genuine();
    expect(await syncFrom(publisher, { [deltaName()]: cut })).toMatchObject({ state: 'updated', by: 'delta' });
    expect(asked).toBe(2);
  });

  it.each([
    ['a page', () => new Response(`<!doctype html>${'<p>Nothing here.</p>'.repeat(5000)}`)],
    ['a longer file', () => new Response('x'.repeat(100_000))],
    ['nothing', missing],
    ['a way elsewhere', () => new Response(null, { status: 301 })],
  ])('in whose place the cache keeps %s comes past the cache', async (_, kept) => {
    const serve = hostOf(publisher);
    const withCache: typeof fetch = async (input, init) =>
      String(input).includes('/b/') && init?.cache === 'default' ? kept() : serve(input, init);
    expect(await syncFrom(publisher, {}, { fetch: withCache })).toMatchObject({ state: 'updated', by: 'delta' });
    await expectShown(versionOf(2));
  });

  it.each([
    ['a page for what is missing', () => new Response(`<!doctype html>${'<p>Nothing here.</p>'.repeat(5000)}`)],
    ['403, as file stores say of what is missing', () => new Response(null, { status: 403 })],
  ])('for which the host has %s is replaced by the whole', async (_, answer) => {
    expect(await syncFrom(publisher, { [deltaName()]: answer })).toMatchObject({ state: 'updated', by: 'full' });
    await expectShown(versionOf(2));
  });

  it('that a busy host does not hand out is not asked for once more, nor the whole, which is larger', async () => {
    const asked: string[] = [];
    const serve = hostOf(publisher);
    const busy: typeof fetch = async (input, init) => {
      if (!String(input).includes('/b/')) return serve(input, init);
      asked.push(String(input));
      return new Response(null, { status: 503 });
    };
    await expectRefusal(syncFrom(publisher, {}, { fetch: busy }), 'server-error', '503');
    expect(asked).toEqual([expect.stringContaining(deltaName())]);
  });

  it('longer than signed is read no further', async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 4096;
            controller.enqueue(new Uint8Array(4096));
          },
        }),
      );
    await expectRefusal(syncFrom(publisher, { [deltaName()]: endless, [fullName()]: endless }), 'too-large');
    expect(sent).toBeLessThan(100_000);
    await expectShown(versionOf(1));
  });

  it('that inflates beyond what was signed is stopped (a gzip bomb)', async () => {
    await replaceBlob('full', () => ['x'.repeat(20_000_000)], 1000);
    await expectRefusal(syncFrom(publisher, { [deltaName()]: missing }), 'too-large', '1000 bytes');
    await expectShown(versionOf(1));
  });

  it('that is no whole gzip file is refused', async () => {
    const bytes = bytesOf(fullName()).slice(0, -9);
    const h = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(publisher.site, `b/${h}.bin`), bytes);
    await resignHead(publisher, (head) => {
      Object.assign(head.full, { h, b: bytes.length });
      head.deltas = [];
    });
    await expectRefusal(syncFrom(publisher), 'corrupt', 'gzip');
    await expectShown(versionOf(1));
  });
});

describe('a delta', () => {
  it('from another version than the one it is signed for is replaced by the whole', async () => {
    await replaceDelta(([header = '', ...lines]) => [header.replace('"from":1', '"from":7'), ...lines]);
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', by: 'full' });
    await expectShown(versionOf(2));
  });

  it('that leads to another state than the one signed is replaced by the whole', async () => {
    await replaceDelta((lines) => lines.slice(0, -1));
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', by: 'full' });
    await expectShown(versionOf(2));
  });

  it('that is wrong beside a whole that is wrong leaves the old, still served', async () => {
    await replaceDelta((lines) => lines.slice(0, -1));
    await replaceBlob('full', (lines) => lines.slice(0, -1));
    await expectRefusal(syncFrom(publisher), 'corrupt', 'the state that was signed');
    await expectShown(versionOf(1));
  });

  it('that speaks of a record twice, or deletes what is not there, is not followed', async () => {
    await replaceDelta((lines) => [...lines, lines.at(-1) ?? '']);
    expect(await syncFrom(publisher)).toMatchObject({ by: 'full' });
    await publisher.publish(versionOf(3));
    await replaceDelta((lines) => [...lines, '{"op":"del","t":"story","id":"nobody"}']);
    expect(await syncFrom(publisher)).toMatchObject({ by: 'full', to: 3 });
  });
});

describe('a line of a blob', () => {
  it('with markup in a text is refused, with its number', async () => {
    await replaceBlob('full', (lines) => lines.map((line) => line.replace('Story 5,', '<img src=x>')));
    await expectRefusal(syncFrom(publisher, { [deltaName()]: missing }), 'corrupt', 'plain text');
  });

  it('with a link that is not https is refused', async () => {
    const evil = (line: string) =>
      line.replace('"lang":"en","terms"', '"url":"javascript:alert(1)","lang":"en","terms"');
    await replaceBlob('full', (lines) => lines.map(evil));
    await expectRefusal(syncFrom(publisher, { [deltaName()]: missing }), 'corrupt', 'https');
  });

  it('with an operation only later clients know is passed over', async () => {
    await replaceBlob('full', (lines) => [...lines, '{"op":"praise","t":"story","id":"story-1"}']);
    expect(await syncFrom(publisher, { [deltaName()]: missing })).toMatchObject({ state: 'updated', to: 2 });
  });

  it('that would reach into every object reaches nothing', async () => {
    const polluting = (line: string) => line.replace('"r":{', '"r":{"__proto__":{"polluted":true},');
    await replaceBlob('full', (lines) => lines.map(polluting));
    await syncFrom(publisher, { [deltaName()]: missing });
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    await expectShown(versionOf(2));
  });
});
