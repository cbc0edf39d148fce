import { expect, it } from 'vitest';
import { partDone, progressInWords, type RunningSync } from './progress.ts';

const AT: RunningSync = {
  state: 'running',
  id: 'digest',
  title: 'Digest',
  since: 0,
  done: 0,
  of: 1,
  step: 'download',
  received: 0,
  total: 1000,
};

it('never goes back from step to step, and ends at the whole', () => {
  const course: Pick<RunningSync, 'step' | 'received' | 'total'>[] = [
    { step: 'root', received: 0, total: undefined },
    { step: 'head', received: 0, total: undefined },
    { step: 'download', received: 0, total: 1000 },
    { step: 'download', received: 700, total: 1000 },
    { step: 'download', received: 1200, total: 1000 },
    { step: 'verify', received: 500, total: 1000 },
    { step: 'apply', received: 1000, total: 1000 },
  ];
  const parts = [0, 1].flatMap((done) => course.map((point) => partDone({ ...AT, ...point, done, of: 2 })));
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect([parts[0], parts.at(-1)]).toEqual([0, 1]);
});

it('says the bytes of a download, and of how many where that is known', () => {
  expect(progressInWords({ ...AT, received: 3_200, total: 8_500 })).toBe('Downloading 3.2 KB of 8.5 KB');
  expect(progressInWords({ ...AT, received: 3_200, total: undefined })).toBe('Downloading 3.2 KB');
  expect(progressInWords({ ...AT, step: 'verify' })).toBe('Checking the signature and every record');
});
