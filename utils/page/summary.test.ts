import { expect, it } from 'vitest';
import type { TermId } from '../digest/ids.ts';
import { mergeSummaries } from './summary.ts';

const NO_FEEDS = { feedLinks: [], base: '' };
const id = (text: string) => text as TermId;

it('counts a term that stands in several frames once, with all its mentions, those of the top frame first', () => {
  const inner = {
    frame: 'inner',
    host: '',
    siteOff: false,
    articlesOnly: false,
    terms: [{ id: id('igf'), count: 2 }],
    ...NO_FEEDS,
  } as const;
  const terms = [
    { id: id('nis2'), count: 1 },
    { id: id('igf'), count: 3 },
  ];
  const top = { frame: 'top', host: 'news.example', siteOff: false, articlesOnly: false, terms, ...NO_FEEDS } as const;
  const merged = mergeSummaries([inner, top]);
  expect(merged.host).toBe('news.example');
  expect(merged.terms).toEqual([
    { id: 'nis2', count: 1 },
    { id: 'igf', count: 5 },
  ]);
});
