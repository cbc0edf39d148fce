import 'fake-indexeddb/auto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotate } from '../../publisher/rotate.ts';
import { deleteDatabase, metaRow, withDatabase } from '../../utils/digest/database.ts';
import { reinstallFromBundle } from '../../utils/digest/install.ts';
import { parseEnvelope, parseJson } from '../../utils/sync/digest/envelope.ts';
import type { Root } from '../../utils/sync/digest/format.ts';
import { rootKeyFiles, writeRoot } from './forge.ts';
import { NOW, type PublisherAtWork, publisherAtWork, ROTATION, versionOf } from './publisher-at-work.ts';
import { expectRefusal, expectShown, syncFrom } from './reader-at-home.ts';

let publishers: PublisherAtWork[];
let one: PublisherAtWork;
/** A host that has stood still since the first version of one. */
let still: PublisherAtWork;

beforeEach(async () => {
  publishers = [];
  one = await publisherOf('example');
  still = { ...one, site: `${one.site}-still` };
  cpSync(one.site, still.site, { recursive: true });
  await one.publish(versionOf(2));
  expect(await syncFrom(one)).toMatchObject({ state: 'updated', to: 2 });
});

afterEach(async () => {
  for (const publisher of publishers) publisher.close();
  await deleteDatabase();
});

async function publisherOf(id: string): Promise<PublisherAtWork> {
  const publisher = await publisherAtWork(id);
  publishers.push(publisher);
  const digest = versionOf(1);
  await publisher.publish({ ...digest, head: { ...digest.head, id } });
  return publisher;
}

const rotation = (newHeadKey: boolean) => ({ ...ROTATION, folder: one.keys, replacedRootKeys: [], newHeadKey });

describe('a reader who comes back to a publisher', () => {
  it('is offered no older version than was seen before', async () => {
    expect(await syncFrom(await publisherOf('other'))).toMatchObject({ state: 'updated' });
    await expectRefusal(syncFrom(still), 'rolled-back', 'version 1');
    expect(await syncFrom(one)).toMatchObject({ state: 'updated', to: 2 });
    await expectShown(versionOf(2));
  });

  it('nor where another publisher calls its digest the same', async () => {
    expect(await syncFrom(await publisherOf('example'))).toMatchObject({ state: 'updated', to: 1 });
    await expectRefusal(syncFrom(still), 'rolled-back');
  });

  it('nor after the packaged digest was put in the place of what was there', async () => {
    await syncFrom(await publisherOf('other'));
    await reinstallFromBundle({ readBundle: async () => versionOf(1), now: () => NOW });
    await expectRefusal(syncFrom(still), 'rolled-back');
  });

  it('nor with a newer root than before', async () => {
    await syncFrom(await publisherOf('other'));
    const [rootPath = ''] = await rotate(rotation(false));
    await expectRefusal(syncFrom({ ...still, root: () => readFileSync(rootPath, 'utf8') }), 'rolled-back');
  });

  it('nor after fifteen others; of more, those looked at longest ago are forgotten', async () => {
    const lookAtOthers = async (count: number) => {
      for (let number = 0; number < count; number++) await syncFrom(await publisherOf(`other-${number}`));
    };
    await lookAtOthers(15);
    await expectRefusal(syncFrom(still), 'rolled-back');
    await lookAtOthers(16);
    const earlier = await withDatabase((database) => metaRow(database, 'earlier'));
    expect(earlier?.trusts).toHaveLength(15);
    expect(await syncFrom(still)).toMatchObject({ state: 'updated', to: 1 });
  });

  it('is held to the keys that were followed then', async () => {
    await rotate(rotation(true));
    await one.publish(versionOf(3));
    await syncFrom(one);
    await syncFrom(await publisherOf('other'));
    await expectRefusal(syncFrom(still), 'bad-signature');
  });
});

it('a stranger who names the keys of a publisher takes nothing of what is known of it', async () => {
  const stranger = await publisherOf('example');
  const named = (parseJson(parseEnvelope(one.root())?.payload ?? '') as Root).roles.root.keys;
  const naming = ({ roles }: { roles: { root: { keys: object[] } } }) => {
    roles.root.keys = [...roles.root.keys, ...named];
  };
  await writeRoot(stranger, 2, naming, rootKeyFiles(stranger, [1, 2]));
  const root = readFileSync(join(stranger.site, '2.root.json'), 'utf8');
  expect(await syncFrom({ ...stranger, root: () => root })).toMatchObject({ state: 'updated', to: 1 });
  await expectRefusal(syncFrom(still), 'rolled-back');
  expect(await syncFrom(one)).toMatchObject({ state: 'updated', to: 2 });
});

it('nor does one who has a single root key of it, where two must sign: the publisher who comes back is not led to the stranger’s keys', async () => {
  const stranger = await publisherOf('example');
  const signers = [...rootKeyFiles(stranger, [1, 2]), ...rootKeyFiles(one, [1])];
  await writeRoot(stranger, 2, () => undefined, signers);
  const root = readFileSync(join(stranger.site, '2.root.json'), 'utf8');
  expect(await syncFrom({ ...stranger, root: () => root })).toMatchObject({ state: 'updated', to: 1 });
  await expectRefusal(syncFrom(still), 'rolled-back');
  expect(await syncFrom(one)).toMatchObject({ state: 'updated', to: 2 });
});
