import 'fake-indexeddb/auto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotate } from '../../publisher/rotate.ts';
import { deleteDatabase, metaRow, withDatabase } from '../../utils/digest/database.ts';
import {
  changeEnvelope,
  daysFrom,
  flipBit,
  headOf,
  resignHead,
  rootKeyFiles,
  strangersKey,
  writeRoot,
} from './forge.ts';
import { NOW, type PublisherAtWork, versionOf } from './publisher-at-work.ts';
import { expectRefusal, expectShown, publisherAhead, syncFrom } from './reader-at-home.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAhead();
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

const rotation = () => ({
  folder: publisher.keys,
  newHeadKey: false,
  replacedRootKeys: [],
  mirrors: undefined,
  passphrase: undefined,
  now: NOW,
  days: 365,
});

describe('a head', () => {
  it('unsigned is refused', async () => {
    changeEnvelope(publisher, 'head.json', (envelope) => envelope.signatures.splice(0));
    await expectRefusal(syncFrom(publisher), 'bad-signature', 'Tests');
    await expectShown(versionOf(1));
  });

  it('signed with a wrong key is refused', async () => {
    const { path } = await strangersKey(publisher, 'head');
    await resignHead(publisher, () => undefined, path);
    await expectRefusal(syncFrom(publisher), 'bad-signature');
    await expectShown(versionOf(1));
  });

  it('signed with a root key is refused: a key is for one role', async () => {
    await resignHead(publisher, () => undefined, rootKeyFiles(publisher, [1])[0]);
    await expectRefusal(syncFrom(publisher), 'bad-signature');
  });

  it('with one bit flipped anywhere is refused, or holds what it held', async () => {
    const genuine = readFileSync(join(publisher.site, 'head.json'));
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.length * 8 - 1), async (bit) => {
        const answers = { 'head.json': () => new Response(flipBit(genuine, bit)) };
        const result = await syncFrom(publisher, answers);
        if (result.state !== 'failed') await expectShown(versionOf(2));
        else expect(['bad-signature', 'not-a-digest', 'captive-portal']).toContain(result.failure.reason);
      }),
      { numRuns: 60 },
    );
  });

  it('that names a signer twice counts it once', async () => {
    await writeRoot(
      publisher,
      2,
      ({ roles }) => {
        roles.head.threshold = 2;
      },
      rootKeyFiles(publisher, [1, 2]),
    );
    changeEnvelope(publisher, 'head.json', ({ signatures }) => signatures.push(...signatures));
    await expectRefusal(syncFrom(publisher), 'bad-signature');
  });

  it('expired is refused, and what is there stays', async () => {
    const late = new Date(NOW.getTime() + 15 * 24 * 60 * 60 * 1000);
    await expectRefusal(syncFrom(publisher, {}, { now: () => late }), 'expired', headOf(publisher).expires);
    await expectShown(versionOf(1));
  });

  it('of another digest is refused', async () => {
    await resignHead(publisher, (head) => {
      head.digestId = 'another';
    });
    await expectRefusal(syncFrom(publisher), 'wrong-digest', 'another');
  });

  it('that is not as specified is refused, naming the field', async () => {
    await resignHead(publisher, (head) => {
      head.full.h = 'short';
    });
    await expectRefusal(syncFrom(publisher), 'not-a-digest', 'full.h');
  });

  it('for later clients asks for an update of the extension, even in a form not known yet', async () => {
    await resignHead(publisher, (head) => {
      head.minClient = '9.0.0';
      Object.assign(head, { spec: 'newsgloss-sync-2', full: 'elsewhere' });
    });
    expect(await syncFrom(publisher)).toEqual({ state: 'update-extension', minClient: '9.0.0' });
    await expectShown(versionOf(1));
  });
});

describe('a root', () => {
  it('after the one known is followed, and the digest goes on under new keys', async () => {
    await rotate({ ...rotation(), newHeadKey: true });
    await rotate({ ...rotation(), replacedRootKeys: [keyOfRoot(1)] });
    await publisher.publish(versionOf(2), { now: new Date(NOW.getTime() + 1000) });
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 2 });
    await expectShown(versionOf(2));
  });

  it('that comes while the head before it is on its way has that head fetched again', async () => {
    const before = readFileSync(join(publisher.site, 'head.json'), 'utf8');
    await rotate({ ...rotation(), newHeadKey: true });
    await publisher.publish(versionOf(2), { now: new Date(NOW.getTime() + 1000) });
    const heads = [before];
    const late = { 'head.json': (genuine: () => Promise<Response>) => answerOr(heads.pop(), genuine) };
    expect(await syncFrom(publisher, late)).toMatchObject({ state: 'updated', to: 2 });
    expect(heads).toEqual([]);
  });

  it('signed by fewer than the threshold is refused', async () => {
    await writeRoot(publisher, 2, () => undefined, rootKeyFiles(publisher, [1]));
    await expectRefusal(syncFrom(publisher), 'bad-signature', 'root keys');
    await expectShown(versionOf(1));
  });

  it('signed twice by one key is refused', async () => {
    await writeRoot(publisher, 2, () => undefined, rootKeyFiles(publisher, [1, 1]));
    await expectRefusal(syncFrom(publisher), 'bad-signature');
  });

  it('that skips a version is never looked at, and put in the place of the next is refused', async () => {
    await writeRoot(publisher, 3, () => undefined, rootKeyFiles(publisher, [1, 2]));
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 2 });
    const skipping = readFileSync(join(publisher.site, '3.root.json'));
    await publisher.publish(versionOf(3));
    await expectRefusal(syncFrom(publisher, { '2.root.json': () => new Response(skipping) }), 'bad-signature', 'next');
    await expectShown(versionOf(2));
  });

  it('signed only by its own new keys is refused', async () => {
    const strangers = [await strangersKey(publisher, 'root', 'one'), await strangersKey(publisher, 'root', 'two')];
    await writeRoot(
      publisher,
      2,
      ({ roles }) => {
        roles.root.keys = strangers.map(({ publicKey }) => ({ ...publicKey }));
      },
      strangers.map(({ path }) => path),
    );
    await expectRefusal(syncFrom(publisher), 'bad-signature');
    await expectShown(versionOf(1));
  });

  it('signed only by the old keys is refused', async () => {
    const { publicKey } = await strangersKey(publisher, 'root');
    await writeRoot(
      publisher,
      2,
      ({ roles }) => {
        roles.root = { keys: [{ ...publicKey }], threshold: 1 };
      },
      rootKeyFiles(publisher, [1, 2]),
    );
    await expectRefusal(syncFrom(publisher), 'bad-signature');
  });

  it('expired is refused when it is the last, not on the way to a newer one', async () => {
    const expires = (days: number) => (root: { expires: string }) => {
      root.expires = daysFrom(NOW, days);
    };
    await writeRoot(publisher, 2, expires(-1), rootKeyFiles(publisher, [1, 2]));
    await expectRefusal(syncFrom(publisher), 'expired', 'keys of Tests');
    await writeRoot(publisher, 3, expires(300), rootKeyFiles(publisher, [1, 2]));
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 2 });
  });

  it('of another digest is refused', async () => {
    await writeRoot(
      publisher,
      2,
      (root) => {
        root.digestId = 'another';
      },
      rootKeyFiles(publisher, [1, 2]),
    );
    await expectRefusal(syncFrom(publisher), 'wrong-digest');
  });

  it('stays known when the host hides it again', async () => {
    await rotate({ ...rotation(), newHeadKey: true });
    await publisher.publish(versionOf(2), { now: new Date(NOW.getTime() + 1000) });
    await syncFrom(publisher);
    await resignHead(publisher, (head) => {
      head.seq += 1;
    });
    const hidden = { '2.root.json': () => new Response(null, { status: 404 }) };
    await expectRefusal(syncFrom(publisher, hidden), 'bad-signature');
  });
});

it('recovers from a forged head with a huge version once the key is replaced (fast-forward)', async () => {
  await resignHead(publisher, (head) => {
    head.seq = Number.MAX_SAFE_INTEGER;
    head.state.hash = 'f'.repeat(64);
    head.version = Number.MAX_SAFE_INTEGER;
  });
  await expectRefusal(syncFrom(publisher), 'corrupt');
  expect((await withDatabase((database) => metaRow(database, 'trust')))?.head?.version).toBe(Number.MAX_SAFE_INTEGER);
  await rotate({ ...rotation(), newHeadKey: true });
  rmSync(publisher.site, { recursive: true });
  await publisher.publish(versionOf(3));
  expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', to: 3 });
  await expectShown(versionOf(3));
});

function answerOr(text: string | undefined, genuine: () => Promise<Response>): Response | Promise<Response> {
  return text === undefined ? genuine() : new Response(text);
}

function keyOfRoot(number: number): string {
  const [path = ''] = rootKeyFiles(publisher, [number]);
  return JSON.parse(readFileSync(path, 'utf8')).keyid;
}
