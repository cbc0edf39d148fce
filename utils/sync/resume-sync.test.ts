import { describe, expect, it, vi } from 'vitest';
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

  it('nothing is resumed where nothing was under way', async () => {
    expect(await resumeSync(new World().edges)).toBe('nothing-to-check');
  });
});
