import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { FeedWorld } from '../testing/feed-world.ts';
import { EXAMPLE_FEEDS, rssWith } from './testing/example-feeds.ts';
import { gives } from './testing/feed-host.ts';

const YEAR = 365 * 24 * 3_600_000;
const world = new FeedWorld();

/** Does something by a clock that is a year ahead, which is put right then. */
async function aYearAhead(work: () => Promise<unknown>): Promise<void> {
  world.now += YEAR;
  await work();
  world.now -= YEAR;
}

describe('after a clock that was a year ahead was put right', () => {
  it('a host that asked to be left alone is asked again', async () => {
    world.host.answer = (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    await aYearAhead(() => world.check());
    world.host.answer = gives(EXAMPLE_FEEDS['RSS 2.0']);
    expect(await world.check()).toMatchObject({ state: 'updated', added: 2 });
  });

  it('stories that were too old by it come back, though nothing is new in the feed', async () => {
    world.host.answer = gives(EXAMPLE_FEEDS['RSS 2.0'], { etag: '"1"' });
    await world.check();
    await aYearAhead(() => world.check());
    expect(await world.stories()).toEqual([]);
    expect(await world.check()).toMatchObject({ state: 'updated', added: 2 });
  });

  it('a story without a date does not stand before all others until a year is over', async () => {
    const undated = '<item><guid>1</guid><title>Without a date</title></item>';
    world.host.answer = gives(rssWith(undated));
    await aYearAhead(() => world.check());
    world.host.answer = gives(
      rssWith(
        `<item><guid>2</guid><title>New</title><pubDate>Wed, 25 Nov 2026 11:00:00 GMT</pubDate></item>${undated}`,
      ),
    );
    await world.check();
    expect((await world.stories()).map(({ title, date }) => [title, date])).toEqual([
      ['New', '2026-11-25'],
      ['Without a date', '2026-11-25'],
    ]);
  });
});
