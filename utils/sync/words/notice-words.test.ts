import { expect, it } from 'vitest';
import { noticeInWords } from './notice-words.ts';

it('says that the digest was lost and restored, which version is there now, and that settings are untouched', () => {
  const { happened, means } = noticeInWords({ kind: 'database-restored', version: 3 });
  expect(happened).toBe('The digest was lost and has been restored.');
  expect(means).toMatch(/Version 3.*settings and sources were not touched/);
});

it('says how many old feed stories made room, and what to do', () => {
  expect(noticeInWords({ kind: 'stories-dropped', count: 1 }).happened).toBe(
    '1 old feed story was removed to make room.',
  );
  expect(noticeInWords({ kind: 'stories-dropped', count: 1200 })).toMatchObject({
    tone: 'warning',
    happened: '1,200 old feed stories were removed to make room.',
    todo: expect.stringContaining('Sources and settings'),
  });
});
