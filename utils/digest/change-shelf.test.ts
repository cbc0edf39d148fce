import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { changeDigest } from './apply.ts';
import { deleteDatabase } from './database.ts';
import { installDigest } from './install.ts';
import { parseDigest } from './issues.ts';
import { allStories, storiesAboutAny } from './queries.ts';
import type { Story, StoryId, TermId } from './schema.ts';
import { exampleDigest } from './testing/example-digest.ts';
import { tidyShelf } from './tidy-shelf.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const TERMS = ['nis2-directive', 'cyber-centre'] as TermId[];
const digest = parseDigest(exampleDigest(), 'example');
const [pattern] = digest.stories as [Story];

/** A day's work on stories of these numbers: each is told anew, about one term or both, or taken away. */
const days = fc.array(
  fc.uniqueArray(
    fc.record({ story: fc.nat(299), about: fc.constantFrom<readonly TermId[]>(TERMS, [TERMS[0] as TermId], []) }),
    {
      selector: ({ story }) => story,
      minLength: 20,
      maxLength: 280,
    },
  ),
  { minLength: 2, maxLength: 6 },
);

afterEach(deleteDatabase);

it('stories are what one day after another has made of them, beside their pages and brought there', async () => {
  await fc.assert(
    fc.asyncProperty(days, async (script) => {
      let installed = await installDigest(digest, NOW);
      const stories = new Map(digest.stories.map((story) => [story.id, story]));
      for (const [day, edits] of script.entries()) {
        const told = edits.map(({ story, about }) => [`story-${story}` as StoryId, about] as const);
        const removedStories = told.flatMap(([id, about]) => (about.length === 0 && stories.has(id) ? [id] : []));
        const put = told.flatMap(([id, about]) =>
          about.length > 0 ? { ...pattern, id, title: `Told on day ${day}`, terms: [...about] } : [],
        );
        for (const id of removedStories) stories.delete(id);
        for (const story of put) stories.set(story.id, story);
        const { key: _, shelf: __, pages: ___, ...before } = installed;
        const written = await changeDigest(
          {
            installation: { ...before, stateHash: `day ${day}` },
            ledger: '',
            ledgerRevision: new Map(),
            terms: [],
            stories: put,
            removedTerms: [],
            removedStories,
          },
          installed,
        );
        if (written.state !== 'written') throw new Error('Nobody else writes here.');
        installed = written.installed;
        await expectStories(stories);
        await tidyShelf();
        await expectStories(stories);
      }
      await deleteDatabase();
    }),
    { numRuns: 15 },
  );
}, 60_000);

async function expectStories(stories: ReadonlyMap<StoryId, Story>): Promise<void> {
  const byId = (list: readonly Story[]) => new Map(list.map((story) => [story.id, story]));
  expect(byId(await allStories())).toEqual(stories);
  for (const term of TERMS) {
    const about = [...stories.values()].filter(({ terms }) => terms.includes(term));
    expect(byId(await storiesAboutAny([term]))).toEqual(byId(about));
  }
}
