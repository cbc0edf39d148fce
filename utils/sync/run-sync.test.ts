import { describe, expect, it } from 'vitest';
import type { FeedCheck } from './outcomes.ts';
import { newRecord, type SourceRecord } from './records.ts';
import { resumeSync, runSync } from './run-sync.ts';
import { type SourceId, withDigest, withoutSource, withPaused } from './sources.ts';
import { CURRENT, DIGEST, HOUR, NOW, UNCHANGED, World } from './testing/sync-world.ts';

describe('a run', () => {
  it('checks the digest, then each feed, remembers what came of it, and leaves nothing pending', async () => {
    const world = new World();
    expect(await runSync('all', world.edges)).toBe('done');
    expect(world.checked).toEqual(['digest', 'feed-a', 'feed-b']);
    expect(world.log.map(({ id, publisher }) => [id, publisher])).toEqual([
      ['digest', 'Publisher'],
      ['feed-a', 'A'],
      ['feed-b', 'B'],
    ]);
    expect(world.records.get('feed-a')).toMatchObject({ next: UNCHANGED.next, failures: 0 });
    expect(world.pending).toBeUndefined();
    expect(world.progress.at(-1)).toEqual({ state: 'idle' });
  });

  it('checks what is due: never checked, or its time has come; not what is paused or planned for later', async () => {
    const world = new World();
    await runSync('all', world.edges);
    world.checked.length = 0;
    expect(await runSync('due', world.edges)).toBe('nothing-to-check');
    const later = world.records.get('feed-b') as SourceRecord;
    world.records.set('feed-b', { ...later, next: NOW - 1 });
    world.records.delete('feed-a');
    expect(await runSync('due', world.edges)).toBe('done');
    expect(world.checked).toEqual(['feed-a', 'feed-b']);
    world.records.set('feed-b', { ...later, next: NOW - 1 });
    world.sources = withPaused(world.sources, 'feed-b', true);
    expect(await runSync('due', world.edges)).toBe('nothing-to-check');
  });

  describe.each([2, 30, 3650])('after a clock that was %d days ahead was put right', (days) => {
    const aheadOnce = async () => {
      const world = new World();
      world.clock = NOW + days * 24 * HOUR;
      world.feed = async () => ({ ...UNCHANGED, next: world.clock + 6 * HOUR });
      await runSync('all', world.edges);
      world.clock = NOW;
      world.checked.length = 0;
      return world;
    };

    it('everything is due, once', async () => {
      const world = await aheadOnce();
      expect(await runSync('due', world.edges)).toBe('done');
      expect(world.checked).toEqual(['digest', 'feed-a', 'feed-b']);
      expect(await runSync('due', world.edges)).toBe('nothing-to-check');
    });

    it('no feed is at rest', async () => {
      const world = await aheadOnce();
      await runSync('all', world.edges);
      expect(world.checked).toEqual(['digest', 'feed-a', 'feed-b']);
    });

    it('what is due waits for the network as ever', async () => {
      const world = await aheadOnce();
      world.online = false;
      expect(await runSync('due', world.edges)).toBe('offline');
      expect(world.records.get('digest')).toMatchObject({ next: NOW + 22.5 * 60_000 });
      expect(await runSync('due', world.edges)).toBe('nothing-to-check');
    });
  });

  it('leaves feeds at rest that answered within the hour or are gone, unless they are named; never the digest', async () => {
    const world = new World();
    await runSync('all', world.edges);
    world.checked.length = 0;
    expect(await runSync('all', world.edges)).toBe('done');
    expect(world.checked).toEqual(['digest']);
    expect(await runSync(['feed-a'], world.edges)).toBe('done');
    expect(world.checked).toEqual(['digest', 'feed-a']);
    const feed = world.records.get('feed-a') as SourceRecord;
    world.records.set('feed-a', { ...feed, last: { at: NOW - HOUR, outcome: { kind: 'feed', result: UNCHANGED } } });
    world.records.set('feed-b', { ...newRecord(NOW), next: undefined });
    await runSync('all', world.edges);
    expect(world.checked).toEqual(['digest', 'feed-a', 'digest', 'feed-a']);
  });

  it('asks a feed again that could not be reached, and says so where all are at rest', async () => {
    const world = new World();
    world.sources = { ...world.sources, digest: { state: 'none' } };
    const failed = (reason: 'unreachable' | 'broken'): FeedCheck => ({
      state: 'failed',
      failure: { reason, url: 'https://a.example/', detail: '' },
      next: NOW + HOUR,
    });
    world.feed = async (id) => failed(id === 'feed-a' ? 'unreachable' : 'broken');
    await runSync('all', world.edges);
    world.checked.length = 0;
    world.feed = async () => UNCHANGED;
    expect(await runSync('all', world.edges)).toBe('done');
    expect(world.checked).toEqual(['feed-a']);
    expect(await runSync('all', world.edges)).toBe('all-at-rest');
  });

  it('is dropped where another is under way, unless the reader asked for it: then it has its turn', async () => {
    const world = new World();
    let finish = () => {};
    world.digest = () => new Promise((resolve) => (finish = () => resolve(CURRENT)));
    const first = runSync('all', world.edges);
    await until(() => world.checked.length === 1);
    expect(await runSync('due', world.edges)).toBe('dropped');
    const asked = runSync(['feed-b'], world.edges);
    finish();
    expect(await first).toBe('done');
    expect(await asked).toBe('done');
    expect(world.checked).toEqual(['digest', 'feed-a', 'feed-b', 'feed-b']);
  });

  it('counts no failure while the browser is offline, and looks again soon', async () => {
    const world = new World();
    world.online = false;
    expect(await runSync('due', world.edges)).toBe('offline');
    expect(world.checked).toEqual([]);
    expect(world.records.get('digest')).toMatchObject({ failures: 0, last: undefined, next: NOW + 22.5 * 60_000 });
  });

  it('leaves what is planned for later, or is checked no more, as it is while the browser is offline', async () => {
    const world = new World();
    const backedOff = { ...newRecord(NOW + 20 * HOUR), failures: 7 };
    const stopped = { ...newRecord(NOW), next: undefined };
    world.records.set('digest', backedOff);
    world.records.set('feed-a', stopped);
    world.online = false;
    expect(await runSync('all', world.edges)).toBe('offline');
    expect(world.records.get('digest')).toEqual(backedOff);
    expect(world.records.get('feed-a')).toEqual(stopped);
    expect(world.records.get('feed-b')).toMatchObject({ next: NOW + 22.5 * 60_000 });
  });

  it('counts no failure of what the network went away from, and asks no further', async () => {
    const world = new World();
    world.digest = async () => {
      world.online = false;
      return { state: 'failed', failure: { reason: 'unreachable', url: DIGEST.url, detail: 'gone' } };
    };
    expect(await runSync('all', world.edges)).toBe('done');
    expect(world.checked).toEqual(['digest']);
    for (const id of ['digest', 'feed-a', 'feed-b'])
      expect(world.records.get(id as SourceId)).toMatchObject({ failures: 0, next: NOW + 22.5 * 60_000 });
    expect(world.log).toHaveLength(1);
  });

  it('asks nobody when it goes on without a network', async () => {
    const world = new World();
    world.pending = { queue: ['digest'], of: 1, since: NOW, attempts: 1 };
    world.online = false;
    await resumeSync(world.edges);
    expect(world.checked).toEqual([]);
    expect(world.pending).toBeUndefined();
  });

  it('sees to the lexicon after every check of the digest: something may be withdrawn without a new version', async () => {
    const world = new World();
    await runSync(['feed-a'], world.edges);
    expect(world.lexicons).toBe(0);
    await runSync(['digest'], world.edges);
    expect(world.lexicons).toBe(1);
    world.digest = async () => ({
      state: 'failed',
      failure: { reason: 'not-found', url: DIGEST.url, detail: 'no blob' },
    });
    await runSync(['digest'], world.edges);
    expect(world.lexicons).toBe(2);
  });

  it('goes on with the feeds where the lexicon cannot be made, says so, and tries again soon', async () => {
    const world = new World();
    world.renew = async () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
    expect(await runSync('all', world.edges)).toBe('done');
    expect(world.checked).toEqual(['digest', 'feed-a', 'feed-b']);
    expect(world.log.map(({ id, outcome: { result } }) => [id, result.state])).toEqual([
      ['digest', 'current'],
      ['digest', 'failed'],
      ['feed-a', 'unchanged'],
      ['feed-b', 'unchanged'],
    ]);
    expect(world.records.get('digest')).toMatchObject({ failures: 1, next: NOW + 22.5 * 60_000 });
  });

  it('takes over a feed’s own name and its new address', async () => {
    const world = new World();
    world.feed = async () => ({
      state: 'updated',
      added: 2,
      changed: 0,
      bytes: 9,
      title: 'Its name',
      next: NOW,
      movedTo: 'https://new.example/',
    });
    await runSync(['feed-a'], world.edges);
    expect(world.sources.feeds[0]).toMatchObject({ title: 'Its name', url: 'https://new.example/' });
    expect(world.sources.feeds[1]).toMatchObject({ title: 'B' });
  });

  it('remembers nothing of a digest in whose place another was chosen while it was checked', async () => {
    const world = new World();
    world.digest = async () => {
      world.sources = withDigest(world.sources, { ...DIGEST, url: 'https://other.example/' });
      return CURRENT;
    };
    await runSync(['digest'], world.edges);
    expect(world.records.size).toBe(0);
    expect(world.log).toEqual([]);
    expect(world.lexicons).toBe(1);
    world.digest = async () => CURRENT;
    expect(await runSync(['digest'], world.edges)).toBe('done');
    expect(world.records.get('digest')?.lastGood).toBe(NOW);
  });

  it('remembers nothing of a feed that was removed while it was checked, but all of one that was paused', async () => {
    const world = new World();
    world.feed = async (id) => {
      world.sources = id === 'feed-a' ? withoutSource(world.sources, id) : withPaused(world.sources, id, true);
      return { state: 'updated', added: 1, changed: 0, bytes: 9, title: 'Its name', next: NOW + HOUR };
    };
    await runSync(['feed-a', 'feed-b'], world.edges);
    expect([...world.records.keys()]).toEqual(['feed-b']);
    expect(world.log.map(({ id }) => id)).toEqual(['feed-b']);
    expect(world.sources.feeds).toMatchObject([{ id: 'feed-b', title: 'Its name' }]);
    expect(world.forgotten).toEqual(['feed-a']);
  });

  it('goes on with the next source when a check throws, and says so in the log', async () => {
    const world = new World();
    world.digest = async () => {
      throw new TypeError('nobody foresaw this');
    };
    await runSync('all', world.edges);
    expect(world.checked).toHaveLength(3);
    expect(world.log[0]?.outcome.result).toMatchObject({ state: 'failed', failure: { detail: 'nobody foresaw this' } });
  });

  it('ends when the reader stops it, and begins nothing further, nor soon after', async () => {
    const world = new World();
    world.digest = async ({ signal }) => {
      world.stop.abort();
      expect(signal.aborted).toBe(true);
      return { state: 'failed', failure: { reason: 'aborted', url: DIGEST.url, detail: '' } };
    };
    const planned = newRecord(NOW + 2 * HOUR);
    world.records.set('feed-b', planned);
    await runSync('all', world.edges);
    expect(world.checked).toEqual(['digest']);
    expect(world.pending).toBeUndefined();
    expect(world.records.get('feed-a')).toMatchObject({ failures: 0, last: undefined, next: NOW + 22.5 * 60_000 });
    expect(world.records.get('feed-b')).toEqual(planned);
  });

  it('reports bytes and steps, and which source of how many', async () => {
    const world = new World();
    world.digest = async ({ onProgress }) => {
      onProgress('download', 500, 1000);
      return CURRENT;
    };
    await runSync('all', world.edges);
    expect(world.progress).toContainEqual({
      state: 'running',
      id: 'digest',
      title: 'Digest',
      since: NOW,
      done: 0,
      of: 3,
      step: 'download',
      received: 500,
      total: 1000,
    });
    expect(world.progress).toContainEqual(expect.objectContaining({ id: 'feed-b', done: 2, of: 3 }));
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
