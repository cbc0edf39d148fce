import 'fake-indexeddb/auto';
import { describe, expect, it, test } from 'vitest';
import { FeedWorld } from '../testing/feed-world.ts';
import { removeFeed } from './feed-store.ts';
import { EXAMPLE_FEEDS } from './testing/example-feeds.ts';
import { gives } from './testing/feed-host.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RSS = EXAMPLE_FEEDS['RSS 2.0'];

const world = new FeedWorld();

describe('a host that asks to be left alone', () => {
  test.each([
    [429, '7200', 2 * HOUR],
    [503, 'Wed, 25 Nov 2026 13:00:00 GMT', 3 * HOUR],
    [429, undefined, HOUR],
    [503, undefined, HOUR],
    [429, '99999999', 7 * DAY],
  ])('by %i with %s is asked for none of its feeds before', async (status, retryAfter, wait) => {
    const other = { id: 'feed-2', url: `${world.host.origin}/other` };
    world.host.answer = (_, response) =>
      response.writeHead(status, retryAfter ? { 'retry-after': retryAfter } : {}).end();
    await world.check();
    const asked = world.host.asked.length;
    world.host.answer = gives(RSS);
    world.now += wait - 1000;
    expect(await world.check(undefined, other)).toMatchObject({
      state: 'failed',
      failure: { reason: 'rate-limited' },
      next: world.now + 1000,
    });
    expect(world.host.asked).toHaveLength(asked);
    world.now += 1001;
    expect(await world.check(undefined, other)).toMatchObject({ state: 'updated' });
  });
});

it('asks one host for one thing at a time', async () => {
  let underWay = 0;
  let most = 0;
  world.host.answer = (_, response) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      gives(RSS)({} as never, response);
    }, 20);
  };
  await Promise.all(
    [1, 2, 3].map((n) => world.check(undefined, { id: `feed-${n}`, url: `${world.host.origin}/${n}` })),
  );
  expect(most).toBe(1);
});

describe('a check that is cancelled', () => {
  it('changes nothing and says so', async () => {
    const controller = new AbortController();
    world.host.answer = () => controller.abort();
    expect(await world.check({ signal: controller.signal })).toMatchObject({
      state: 'failed',
      failure: { reason: 'aborted' },
    });
    expect(await world.stories()).toEqual([]);
  });

  it('before its turn does not wait for the others', async () => {
    const controller = new AbortController();
    world.host.answer = (_, response) => setTimeout(() => gives(RSS)({} as never, response), 50);
    const first = world.check();
    const second = world.check({ signal: controller.signal }, { id: 'feed-2', url: `${world.host.origin}/2` });
    controller.abort();
    expect(await second).toMatchObject({ failure: { reason: 'aborted' } });
    expect(await first).toMatchObject({ state: 'updated' });
  });
});

describe('a feed that is removed', () => {
  it('goes with its stories, and no other', async () => {
    world.host.answer = gives(RSS);
    await world.check();
    await world.check(undefined, { id: 'feed-2', url: `${world.host.origin}/2` });
    await removeFeed('feed-1');
    expect(await world.known('feed-1')).toBeUndefined();
    expect((await world.stories()).every(({ feed: owner }) => owner === 'feed-2')).toBe(true);
    expect(await world.stories()).toHaveLength(2);
  });

  it('during a check stays removed', async () => {
    world.host.answer = async (_, response) => {
      await removeFeed('feed-1');
      gives(RSS)({} as never, response);
    };
    expect(await world.check()).toMatchObject({ state: 'failed', failure: { reason: 'aborted' } });
    expect(await world.stories()).toEqual([]);
    expect(await world.known('feed-1')).toBeUndefined();
  });
});
