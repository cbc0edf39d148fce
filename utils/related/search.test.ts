import { expect, it } from 'vitest';
import { parseDigest } from '../digest/issues.ts';
import { exampleDigest } from '../digest/testing/example-digest.ts';
import { DigestSearch } from './search.ts';

const { terms, stories } = parseDigest(exampleDigest(), 'example');
const search = await searchOf();

async function searchOf(): Promise<DigestSearch> {
  const made = new DigestSearch();
  await Promise.all([made.addTerms(terms), made.addStories(stories)]);
  return made;
}

it('finds a term by another label, by a beginning, and in spite of a slip', () => {
  for (const query of ['NIS 2', 'nis2', 'directive', 'direc', 'dirctive'])
    expect(search.find(query).terms).toContain('nis2-directive');
});

it('takes a word for a slip only where nothing has it', async () => {
  const later = await searchOf();
  const story = (id: string, title: string) => ({ ...stories[0], id, title }) as (typeof stories)[0];
  await later.addStories([story('court', 'A court of law'), story('count', 'A count of votes')]);
  expect(later.find('court').stories).toEqual(['court']);
  expect(later.find('courd').stories).toEqual(['court']);
});

it('finds stories by title and text', () => {
  expect(search.find('cyber centre').stories).toEqual(['a-story']);
});

it('asks for every word', () => {
  expect(search.find('directive rhubarb').terms).toEqual([]);
});

it('finds stories that are added later, and those before all the while', async () => {
  const later = await searchOf();
  const more = Array.from(
    { length: 120 },
    (_, n) => ({ ...stories[0], id: `later-${n}`, title: `Rhubarb ${n}` }) as (typeof stories)[0],
  );
  const added = later.addStories(more);
  expect(later.find('cyber centre').stories).toEqual(['a-story']);
  await added;
  expect(later.find('rhubarb').stories).toHaveLength(120);
});
