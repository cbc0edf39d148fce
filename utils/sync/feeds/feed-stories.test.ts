import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TermId } from '../../digest/ids.ts';
import { checkFeed } from './check-feed.ts';
import { deleteFeedDatabase } from './feed-database.ts';
import {
  countFeedStories,
  countStoriesOf,
  feedStoriesAbout,
  feedStoriesAboutAny,
  newestFeedStories,
} from './feed-stories.ts';
import { retagStories } from './retag.ts';
import type { Tagger } from './tagging.ts';
import { rssWith } from './testing/example-feeds.ts';

const NIS2 = 'nis2-directive' as TermId;
const NIS = 'nis' as TermId;
const WSIS = 'wsis' as TermId;

/** Names a term where its name is in the text. */
const byName =
  (names: Record<string, TermId>) =>
  (texts: readonly string[]): TermId[] =>
    Object.entries(names).flatMap(([name, id]) => (texts.join(' ').includes(name) ? [id] : []));

const day = (date: number) => new Date(Date.UTC(2026, 10, date)).toUTCString();
const item = (title: string, date: number) =>
  `<item><guid>${title}</guid><title>${title}</title><pubDate>${day(date)}</pubDate></item>`;

const STORIES = [
  item('NIS2 one', 1),
  item('NIS2 three and WSIS', 3),
  item('NIS two', 2),
  item('NIS2 four', 4),
  item('Weather', 5),
];

/** Checks a feed with these stories, which are tagged as they come. */
const check = (id: string, items: readonly string[], tagger: Tagger) =>
  checkFeed(
    { id, url: `https://news.example/${id}` },
    {
      fetch: async () => new Response(rssWith(items.join(''))),
      now: () => new Date('2026-11-25T10:00:00Z'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      openTagger: async () => tagger,
    },
  );

beforeEach(() => check('feed-1', STORIES, { lexicon: '1', tag: byName({ NIS2, 'NIS ': NIS, WSIS }) }));
afterEach(deleteFeedDatabase);

const titles = (stories: readonly { title: string }[]) => stories.map(({ title }) => title);

describe('the stories of feeds', () => {
  it('about a term are the newest of it, and of no term that begins alike', async () => {
    expect(titles(await feedStoriesAbout(NIS2, 2))).toEqual(['NIS2 four', 'NIS2 three and WSIS']);
    expect(titles(await feedStoriesAbout(NIS, 9))).toEqual(['NIS two']);
    expect(await feedStoriesAbout('nobody' as TermId, 9)).toEqual([]);
  });

  it('about any of some terms are there once', async () => {
    expect(titles(await feedStoriesAboutAny([NIS2, WSIS], 9)).sort()).toEqual([
      'NIS2 four',
      'NIS2 one',
      'NIS2 three and WSIS',
    ]);
  });

  it('about nothing known are found among all', async () => {
    expect(titles(await newestFeedStories(2))).toEqual(['Weather', 'NIS2 four']);
    expect(await countFeedStories()).toBe(5);
  });

  it('are counted feed by feed', async () => {
    expect(await countStoriesOf('feed-1')).toBe(5);
    expect(await countStoriesOf('feed-2')).toBe(0);
  });

  it('are tagged anew with another lexicon, once', async () => {
    await retagStories('2', async () => byName({ Weather: WSIS }));
    expect(titles(await feedStoriesAbout(WSIS, 9))).toEqual(['Weather']);
    expect(await feedStoriesAbout(NIS2, 9)).toEqual([]);
    await retagStories('2', () => expect.fail('tagged twice'));
    await retagStories('3', async () => byName({ NIS2 }));
    expect(titles(await feedStoriesAbout(NIS2, 1))).toEqual(['NIS2 four']);
  });

  it('that come tagged by a lexicon of before while all are tagged anew, or after it, are so too', async () => {
    const late = { lexicon: '1', tag: byName({}) };
    const anew = { opened: 0, tag: byName({ NIS2, late: WSIS }) };
    const open = async () => {
      anew.opened++;
      return anew.tag;
    };
    await retagStories('2', async () => {
      await check('feed-2', [item('late', 1)], late);
      return open();
    });
    await retagStories('2', open);
    expect(titles(await feedStoriesAbout(WSIS, 9))).toEqual(['late']);
    await check('feed-3', [item('later, late', 2)], late);
    await retagStories('2', open);
    expect(titles(await feedStoriesAbout(WSIS, 9))).toEqual(['later, late', 'late']);
    await check('feed-4', [item('of now, late', 3)], { lexicon: '2', tag: anew.tag });
    await retagStories('2', open);
    expect(anew.opened).toBe(3);
  });

  it('that are tagged anew are about no more terms than others', async () => {
    const many = Array.from({ length: 70 }, (_, index) => `term-${index}` as TermId);
    await retagStories('2', async () => () => many);
    expect((await newestFeedStories(1))[0]?.terms).toEqual(many.slice(0, 60));
  });
});
