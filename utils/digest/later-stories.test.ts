import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LaterStories, laterKeys, laterRows, laterStories, withLater } from './later-stories.ts';
import type { LaterRow } from './rows.ts';
import type { Story, StoryId } from './schema.ts';

const story = (id: string, title = id) =>
  ({ id: id as StoryId, title, terms: [], date: '2026-11-24' }) as unknown as Story;

const changes = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.option(fc.string(), { nil: null }), { maxKeys: 900 })
  .map(
    (titles): LaterStories =>
      new Map(Object.entries(titles).map(([id, title]) => [id as StoryId, title === null ? null : story(id, title)])),
  );

describe('changes of stories that lie beside their pages', () => {
  it('come out of their rows as they went in', () => {
    fc.assert(
      fc.property(changes, (all) => {
        expect(laterStories(laterRows('a', all))).toEqual(all);
      }),
    );
  });

  it('are found by the keys of their stories alone', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const stored = new Map<string, LaterRow>(laterRows('b', all).map((row) => [row.key, row]));
        for (const id of laterStories([...stored.values()]).keys()) {
          const found = laterStories(laterKeys('b', [id]).map((key) => stored.get(key)));
          expect(found.get(id)).toEqual(all.get(id));
        }
        for (const key of stored.keys()) expect(laterKeys('b')).toContain(key);
      }),
    );
  });
});

it('stories of a page are told as they are now', () => {
  const page = [story('kept'), story('changed'), story('gone')];
  const later: LaterStories = new Map([
    ['changed' as StoryId, story('changed', 'New')],
    ['gone' as StoryId, null],
    ['new' as StoryId, story('new')],
  ]);
  expect(withLater(page, later)).toEqual([story('kept'), story('changed', 'New'), story('new')]);
});
