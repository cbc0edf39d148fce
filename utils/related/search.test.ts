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

it.each([
  ['网络安全', '中国发布网络安全法修订草案'],
  ['草案', '中国发布网络安全法修订草案'],
  ['案', '中国发布网络安全法修订草案'],
  ['戦略', '総務省がサイバーセキュリティ戦略を公表'],
  ['サイバー', '総務省がサイバーセキュリティ戦略を公表'],
  ['กฎหมาย', 'รัฐบาลไทยประกาศกฎหมายไซเบอร์'],
  ['AI治理', '全球AI治理倡议'],
])('finds “%s” in what is written without spaces', async (query, title) => {
  const made = await searchOf();
  const named = (id: string, name: string) => ({ ...stories[0], id, title: name }) as (typeof stories)[0];
  await made.addStories([named('sought', title), named('other', '安网全络 略戦')]);
  expect(made.find(query).stories[0]).toBe('sought');
});

it('does not find characters that stand apart', async () => {
  const made = await searchOf();
  await made.addStories([{ ...stories[0], id: 'apart', title: '全国安全会议' } as (typeof stories)[0]]);
  expect(made.find('国会').stories).toEqual([]);
  expect(made.find('安全').stories).toEqual(['apart']);
});

it.each([
  ['strasse', 'Straße'],
  ['STRASSE', 'Straße'],
  ['straße', 'Strasse'],
  ['NIS7', 'ＮＩＳ７'],
  ['datenbank', 'Daten\u00adbank'],
  ['Daten\u00adbank', 'Datenbank'],
  ['zurich', 'Zürich'],
])('finds “%s” where “%s” is written', async (query, title) => {
  const made = await searchOf();
  await made.addStories([{ ...stories[0], id: 'sought', title } as (typeof stories)[0]]);
  expect(made.find(query).stories).toEqual(['sought']);
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
