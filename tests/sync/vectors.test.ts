import 'fake-indexeddb/auto';
import { gunzipSync } from 'node:zlib';
import { verifyAsync } from '@noble/ed25519';
import canonicalize from 'canonicalize';
import { afterEach, describe, expect, it } from 'vitest';
import { FOLDER_URL } from '../../publisher/folder-fetch.ts';
import { checkRows } from '../../utils/digest/check-rows.ts';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { installedDigest } from '../../utils/digest/install.ts';
import { allStories } from '../../utils/digest/queries.ts';
import { fromBase64url } from '../../utils/sync/digest/base64url.ts';
import { parseEnvelope, signedBytes } from '../../utils/sync/digest/envelope.ts';
import { syncDigest } from '../../utils/sync/digest/sync-digest.ts';
import { edgesWith } from './reader-at-home.ts';
import { pageWithVectors, testVectors, vectorsIn } from './vectors.ts';

describe('the test vectors', () => {
  it('of docs/format.md are those the code gives', async () => {
    const { page, renewed } = await pageWithVectors();
    expect(page, 'run "npm run vectors"').toBe(renewed);
  });

  it('hold before an independent implementation of Ed25519', async () => {
    const vectors = new Map(await testVectors());
    const bytes = (name: string) => fromBase64url(vectors.get(name) ?? '') ?? new Uint8Array();
    const message = Uint8Array.from(Buffer.from(vectors.get('signed bytes, role head') ?? '', 'hex'));
    expect(Buffer.from(message).toString()).toBe(`newsgloss-sync-1\0head\0${vectors.get('payload')}`);
    const signature = bytes('signature of the head key, role head');
    expect(await verifyAsync(signature, message, bytes('head key, public'))).toBe(true);
    expect(await verifyAsync(signature, message, bytes('root key, public'))).toBe(false);
  });

  it('hold before an independent canonical form', async () => {
    const vectors = new Map(await testVectors());
    expect(canonicalize(JSON.parse(vectors.get('record') ?? ''))).toBe(vectors.get('record in canonical JSON'));
  });
});

describe('the files printed in docs/format.md', async () => {
  const vectors = vectorsIn((await pageWithVectors()).page);
  const printed = (name: string) => vectors.get(name) ?? '';
  const blobs = Array.from(vectors, ([name, value]) => ({ name, bytes: Buffer.from(value, 'base64') })).filter(
    ({ name }) => name.startsWith('b/'),
  );

  afterEach(deleteDatabase);

  /** A host with these files and the head of one version. */
  function hostAt(version: number): typeof fetch {
    const files = new Map<string, string | Buffer<ArrayBuffer>>([
      ['1.root.json', printed('1.root.json')],
      ['head.json', printed(`head.json, version ${version}`)],
      ...blobs.map(({ name, bytes }) => [name.split(', ')[0] ?? '', bytes] as const),
    ]);
    return async (input) => {
      const file = files.get(String(input).slice(FOLDER_URL.length));
      return new Response(file ?? null, { status: file === undefined ? 404 : 200 });
    };
  }

  const syncAt = (version: number) =>
    syncDigest(
      { url: FOLDER_URL, root: printed('1.root.json') },
      edgesWith(hostAt(version), { now: () => new Date(printed('clock of the client')) }),
    );

  async function expectState(version: number, story: string) {
    expect((await installedDigest())?.stateHash).toBe(printed(`state hash of version ${version}`));
    expect((await allStories()).map(({ id }) => id)).toEqual([story]);
    expect(await checkRows({ rows: 'all' })).toMatchObject({ isWhole: true });
  }

  it('lead a client by the snapshot to version 1, then by the delta to version 2', async () => {
    expect(await syncAt(1)).toMatchObject({ state: 'updated', by: 'full', from: undefined, to: 1 });
    await expectState(1, 'bill-of-june');
    expect(await syncAt(2)).toMatchObject({ state: 'updated', by: 'delta', from: 1, to: 2, withdrawn: 1 });
    await expectState(2, 'law-of-november');
    expect(await syncAt(1)).toMatchObject({ state: 'failed', failure: { reason: 'rolled-back' } });
  });

  it('lead a client that has nothing by the snapshot to the same version 2', async () => {
    expect(await syncAt(2)).toMatchObject({ state: 'updated', by: 'full', to: 2 });
    await expectState(2, 'law-of-november');
  });

  it('inflate to the lines printed beside them', () => {
    expect(blobs).toHaveLength(3);
    for (const { name, bytes } of blobs) {
      const what = name.split(', ')[1];
      expect(gunzipSync(bytes).toString(), what).toBe(`${printed(`${what}, lines`)}\n`);
    }
  });

  it.each([
    ['1.root.json', 'root'],
    ['head.json, version 1', 'head'],
    ['head.json, version 2', 'head'],
  ] as const)('%s is signed before an independent implementation of Ed25519', async (name, role) => {
    const { payload = '', signatures = [] } = parseEnvelope(printed(name)) ?? {};
    expect(signatures.map(({ keyid }) => keyid)).toEqual([printed(`${role} key, id`)]);
    const [signature, key] = [signatures[0]?.sig ?? '', printed(`${role} key, public`)].map(fromBase64url);
    if (!signature || !key) throw new Error(`${name} has no signature.`);
    expect(await verifyAsync(signature, signedBytes(role, payload), key)).toBe(true);
  });
});
