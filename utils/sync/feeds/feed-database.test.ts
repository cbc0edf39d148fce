import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { deleteFeedDatabase, withFeedDatabase } from './feed-database.ts';

afterEach(deleteFeedDatabase);

it('a database with a log of its own loses that and keeps its stories', async () => {
  const old = new Dexie('newsgloss-feeds-1');
  old
    .version(1)
    .stores({ stories: 'id, feed, time, *about', feeds: 'id', log: '++, feed', hosts: 'host', meta: 'key' });
  await old.table('stories').put({ id: 'story-1', feed: 'feed-1', time: 1, about: [] });
  old.close();
  expect(await withFeedDatabase(({ stories }) => stories.count())).toBe(1);
  expect(await withFeedDatabase(async (database) => [...database.backendDB().objectStoreNames])).toEqual([
    'feeds',
    'hosts',
    'meta',
    'stories',
  ]);
});
