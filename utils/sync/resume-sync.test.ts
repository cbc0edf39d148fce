import { describe, expect, it, vi } from 'vitest';
import type { SyncRequest } from './run-edges.ts';
import { resumeSync, runSync } from './run-sync.ts';
import { NOW, World } from './testing/sync-world.ts';

describe('after the death of the worker', () => {
  it('the run goes on with the source it died over', async () => {
    const world = new World();
    world.feed = () => new Promise(() => {});
    void runSync('all', world.edges);
    await vi.waitUntil(() => world.checked.includes('feed-a'), { interval: 1 });
    const reborn = new World();
    reborn.pending = world.pending;
    expect(await resumeSync(reborn.edges)).toBe('done');
    expect(reborn.checked).toEqual(['feed-a', 'feed-b']);
    expect(reborn.progress).toContainEqual(expect.objectContaining({ id: 'feed-a', done: 1, of: 3 }));
  });

  it('a source that the worker died over three times is passed over, and the log says so', async () => {
    const world = new World();
    world.pending = { queue: ['feed-a', 'feed-b'], of: 2, since: NOW, attempts: 3 };
    await resumeSync(world.edges);
    expect(world.checked).toEqual(['feed-b']);
    expect(world.log[0]?.outcome.result).toMatchObject({ failure: { detail: 'the browser ended it 3 times' } });
  });

  it('what the reader asks for before the run goes on has its turn after it', async () => {
    const world = new World();
    world.pending = { queue: ['feed-a', 'digest'], of: 3, since: NOW, attempts: 1 };
    expect(await runSync(['feed-b'], world.edges)).toBe('done');
    expect(world.checked).toEqual(['feed-a', 'digest', 'feed-b']);
    expect(world.pending).toBeUndefined();
  });

  it('what the reader asked for while it waited for its turn is done after the run that was under way', async () => {
    const { world, asked } = await died(['feed-a']);
    expect(asked).toHaveLength(1);
    const reborn = rebornAfter(world);
    expect(await resumeSync(reborn.edges)).toBe('done');
    expect(reborn.checked).toEqual(['digest', 'feed-a', 'feed-b', 'feed-a']);
    expect(reborn.requests).toEqual([]);
    expect(await resumeSync(reborn.edges)).toBe('nothing-to-check');
  });

  it('so it is where that run had ended, and what is asked for first then is done after it, in its own turn', async () => {
    const world = new World();
    world.requests = [{ id: 'before', asked: ['feed-b'] }];
    expect(await runSync(['feed-a'], world.edges)).toBe('done');
    expect(world.checked).toEqual(['feed-b', 'feed-a']);
    world.requests = [{ id: 'before', asked: ['feed-b'] }];
    await runSync('due', world.edges);
    expect(world.checked).toEqual(['feed-b', 'feed-a', 'feed-b', 'digest']);
  });

  it('a request is forgotten only when its run is kept, and is not begun anew by a source that the worker dies over', async () => {
    const world = new World();
    world.requests = [{ id: 'before', asked: ['feed-a'] }];
    world.feed = () => new Promise(() => {});
    void resumeSync(world.edges);
    await vi.waitUntil(() => world.checked.length === 1, { interval: 1 });
    expect(world.requests).toEqual([]);
    expect(world.pending).toMatchObject({ queue: ['feed-a'] });
  });

  it('one that asks for what is at rest, or without a network, is forgotten', async () => {
    const world = new World();
    world.online = false;
    world.requests = [{ id: 'before', asked: 'all' }];
    await resumeSync(world.edges);
    expect(world.requests).toEqual([]);
    expect(world.checked).toEqual([]);
  });

  it('nothing is resumed where nothing was under way', async () => {
    expect(await resumeSync(new World().edges)).toBe('nothing-to-check');
  });
});

/** A world whose worker died over the digest while a request waited, and what of it was kept. */
async function died(asked: SyncRequest['asked']) {
  const world = new World();
  world.digest = () => new Promise(() => {});
  void runSync('all', world.edges);
  await vi.waitUntil(() => world.checked.length === 1, { interval: 1 });
  void runSync(asked, world.edges);
  await vi.waitUntil(() => world.requests.length === 1, { interval: 1 });
  return { world, asked: world.requests };
}

function rebornAfter({ pending, requests }: World): World {
  const reborn = new World();
  reborn.pending = pending;
  reborn.requests = requests;
  return reborn;
}
