import { expect, it } from 'vitest';
import { chooseMarks } from './choose-marks.ts';

const MENTIONS = [
  { termId: 'nis2', section: 1 },
  { termId: 'nis2', section: 1 },
  { termId: 'ncsc', section: 1 },
  { termId: 'nis2', section: 2 },
];

it('marks the first mention of a term in each section', () => {
  expect(chooseMarks(MENTIONS, 'section')).toEqual([MENTIONS[0], MENTIONS[2], MENTIONS[3]]);
});

it('marks the first mention on the page', () => {
  expect(chooseMarks(MENTIONS, 'page')).toEqual([MENTIONS[0], MENTIONS[2]]);
});

it('marks all, or none', () => {
  expect(chooseMarks(MENTIONS, 'all')).toEqual(MENTIONS);
  expect(chooseMarks(MENTIONS, 'none')).toEqual([]);
});
