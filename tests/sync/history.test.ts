import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardsOf } from '../../utils/digest/card.ts';
import { deleteDatabase, metaRow, withDatabase } from '../../utils/digest/database.ts';
import { installDigest, installedDigest, updateFromBundle } from '../../utils/digest/install.ts';
import { allStories, allTerms, storiesAboutAny, termsById, withheldIds } from '../../utils/digest/queries.ts';
import type { TermId } from '../../utils/digest/schema.ts';
import { headOf, resignHead } from './forge.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';
import { expectRefusal, expectShown, syncFrom } from './reader-at-home.ts';

const YEARS = 365 * 24 * 60 * 60 * 1000;

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
  await publisher.publish(versionOf(1));
});

afterEach(async () => {
  publisher.close();
  await deleteDatabase();
});

const headNow = () => readFileSync(join(publisher.site, 'head.json'), 'utf8');

describe('what was seen before', () => {
  it('an older version is refused as rolled back, and the newer stays', async () => {
    const old = headNow();
    await publisher.publish(versionOf(2));
    await syncFrom(publisher);
    await expectRefusal(syncFrom(publisher, { 'head.json': () => new Response(old) }), 'rolled-back', 'version 1');
    await expectShown(versionOf(2));
  });

  it('an older signature of the same version is refused as rolled back', async () => {
    const old = headNow();
    await publisher.publish(versionOf(1));
    await syncFrom(publisher);
    const about = `(signature ${NOW.getTime() / 1000})`;
    await expectRefusal(syncFrom(publisher, { 'head.json': () => new Response(old) }), 'rolled-back', about);
  });

  it('another state under the same version is refused', async () => {
    await syncFrom(publisher);
    await resignHead(publisher, (head) => {
      head.seq += 1;
      head.state.hash = '0'.repeat(64);
    });
    await expectRefusal(syncFrom(publisher), 'corrupt', 'something else about version 1');
    await expectShown(versionOf(1));
  });

  it('another head under the same signature number is refused', async () => {
    await syncFrom(publisher);
    await resignHead(publisher, (head) => {
      head.notice = 'Something else.';
    });
    await expectRefusal(syncFrom(publisher), 'corrupt');
  });

  it('a mirror that is up to date is taken when the first host is behind', async () => {
    const mirrored = await publisherAtWork('example', ['https://mirror.invalid/']);
    await mirrored.publish(versionOf(1));
    const old = readFileSync(join(mirrored.site, 'head.json'), 'utf8');
    await mirrored.publish(versionOf(2));
    await syncFrom(mirrored);
    await mirrored.publish(versionOf(3));
    let asked = 0;
    const behindAtFirst = (genuine: () => Promise<Response>) => (asked++ === 0 ? new Response(old) : genuine());
    expect(await syncFrom(mirrored, { 'head.json': behindAtFirst })).toMatchObject({ state: 'updated', to: 3 });
    mirrored.close();
  });
});

describe('a renewed signature', () => {
  it('over the same version changes no row, and is remembered', async () => {
    await syncFrom(publisher);
    const before = await installedDigest();
    await publisher.publish(versionOf(1), { now: new Date(NOW.getTime() + 1000) });
    expect(await syncFrom(publisher)).toMatchObject({ state: 'current', version: 1 });
    expect(await installedDigest()).toEqual(before);
    const trust = await withDatabase((database) => metaRow(database, 'trust'));
    expect(trust?.head).toMatchObject({ seq: NOW.getTime() / 1000 + 1, lastChecked: NOW.toISOString() });
  });
});

describe('a clock', () => {
  it('ten years ahead leads to "expired", names the clock, and keeps what is there', async () => {
    await syncFrom(publisher);
    await publisher.publish(versionOf(2));
    const wrong = { now: () => new Date(NOW.getTime() + 10 * YEARS) };
    await expectRefusal(syncFrom(publisher, {}, wrong), 'expired', 'clock says 2036');
    await expectShown(versionOf(1));
  });

  it('a month ahead of the host leads to "expired", and names both', async () => {
    await syncFrom(publisher);
    await publisher.publish(versionOf(2));
    const wrong = { now: () => new Date(NOW.getTime() + YEARS / 12) };
    const dated = async (genuine: () => Promise<Response>) =>
      new Response((await genuine()).body, { headers: { date: NOW.toUTCString() } });
    await expectRefusal(syncFrom(publisher, { 'head.json': dated }, wrong), 'expired', 'one of them is wrong');
    await expectShown(versionOf(1));
  });

  it('ten years behind does no harm', async () => {
    const wrong = { now: () => new Date(NOW.getTime() - 10 * YEARS) };
    expect(await syncFrom(publisher, {}, wrong)).toMatchObject({ state: 'updated', to: 1 });
  });
});

describe('the packaged digest', () => {
  const bundle = (version: number) => ({ readBundle: async () => versionOf(version), now: () => NOW });

  it('wins where it is newer than the published one, and stays', async () => {
    await syncFrom(publisher);
    await updateFromBundle(bundle(5));
    expect(await syncFrom(publisher)).toMatchObject({ state: 'current', version: 5 });
    await expectShown(versionOf(5));
  });

  it('never replaces what was synced when it is older', async () => {
    await publisher.publish(versionOf(3));
    await syncFrom(publisher);
    await updateFromBundle(bundle(2));
    await expectShown(versionOf(3));
  });

  it('of the version published, but made otherwise, gives way to what is signed', async () => {
    await installDigest(versionOf(1, 39), NOW);
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', by: 'full', to: 1 });
    await expectShown(versionOf(1));
  });

  it('of another digest gives way to the one the reader chose', async () => {
    const other = versionOf(9);
    await installDigest({ ...other, head: { ...other.head, id: 'other' } }, NOW);
    expect(await syncFrom(publisher)).toMatchObject({ state: 'updated', by: 'full', from: undefined, to: 1 });
  });
});

describe('what is withdrawn', () => {
  it('is shown no more: no term, no story, no tie to either', async () => {
    await syncFrom(publisher);
    await publisher.publish(versionOf(1), { withdrawn: ['story/story-3', 'term/cyber-centre'] });
    expect(await syncFrom(publisher)).toMatchObject({ state: 'current' });
    expect((await allStories()).map(({ id }) => id)).not.toContain('story-3');
    expect((await allTerms()).map(({ id }) => id)).toEqual(['nis2-directive']);
    expect(await termsById(['cyber-centre' as TermId])).toEqual([]);
    expect((await termsById(['nis2-directive' as TermId]))[0]?.related).toEqual([]);
    expect((await storiesAboutAny(['nis2-directive' as TermId])).length).toBe(39);
    expect((await cardsOf(['cyber-centre' as TermId]))?.cards).toEqual([]);
    expect(await withheldIds()).toEqual(['story/story-3', 'term/cyber-centre']);
  });

  it('is hidden even when the new version cannot be downloaded', async () => {
    await syncFrom(publisher);
    await publisher.publish(versionOf(2), { withdrawn: ['story/story-3'] });
    const onlyHead = {
      '*': () => new Response(null, { status: 404 }),
      'head.json': (genuine: () => Promise<Response>) => genuine(),
    };
    await expectRefusal(syncFrom(publisher, onlyHead), 'not-found');
    expect((await allStories()).map(({ id }) => id)).not.toContain('story-3');
    expect((await installedDigest())?.head.version).toBe(1);
  });

  it('stays hidden while another digest is chosen that cannot be downloaded, and when the first comes back', async () => {
    await publisher.publish(versionOf(1), { withdrawn: ['story/story-3'] });
    await syncFrom(publisher);
    const other = await publisherAtWork('other');
    const otherDigest = { ...versionOf(1), head: { ...versionOf(1).head, id: 'other' } };
    await other.publish(otherDigest);
    const { full } = headOf(other);
    await expectRefusal(
      syncFrom(other, { [`b/${full.h}.bin`]: () => new Response(null, { status: 503 }) }),
      'server-error',
    );
    expect((await installedDigest())?.head.id).toBe('example');
    expect(await withheldIds()).toEqual(['story/story-3']);
    expect((await allStories()).map(({ id }) => id)).not.toContain('story-3');
    await syncFrom(other);
    await expectShown(otherDigest);
    await installDigest(versionOf(1), NOW);
    expect(await withheldIds()).toEqual(['story/story-3']);
    other.close();
  });

  it('and given back is shown again', async () => {
    await publisher.publish(versionOf(1), { withdrawn: ['story/story-3'] });
    await syncFrom(publisher);
    await publisher.publish(versionOf(1));
    await syncFrom(publisher);
    await expectShown(versionOf(1));
  });
});
