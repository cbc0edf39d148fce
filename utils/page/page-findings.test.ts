import { expect, it } from 'vitest';
import { complete } from '../lexicon/steps.ts';
import type { FoundRun } from './block.ts';
import { gatherFindings } from './page-findings.ts';
import type { PageText } from './page-text.ts';

function run(text: string): FoundRun {
  const place = { passage: 0, start: 0, end: text.length };
  return {
    text,
    pieces: [],
    marks: new Map(),
    found: {
      occurrences: [{ ...place, candidates: [], held: [], shouted: false }],
      signs: [{ ...place, kind: 0, number: 1 }],
    },
  };
}

function gathered(runs: readonly FoundRun[]) {
  const text = { parts: () => runs.map((one) => [one, 0] as const).values() };
  return complete(gatherFindings(text as unknown as PageText));
}

it('numbers what was found by its passage, whatever comes before it', () => {
  const [first, second, third] = [run('one'), run('two'), run('three')] as const;
  const before = gathered([first, third]);
  expect(before.occurrences.map(({ passage }) => passage)).toEqual([0, 1]);
  const after = gathered([first, second, third]);
  expect(after.passages.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(after.occurrences.map(({ passage }) => passage)).toEqual([0, 1, 2]);
  expect(after.signs.map(({ passage }) => passage)).toEqual([0, 1, 2]);
  expect(before.occurrences.map(({ passage }) => passage)).toEqual([0, 1]);
});

it('makes nothing anew for a passage that has kept its place', () => {
  const runs = [run('one'), run('two')];
  const before = gathered(runs);
  const after = gathered([...runs, run('three')]);
  expect(after.occurrences[1]).toBe(before.occurrences[1]);
  expect(after.signs[0]).toBe(before.signs[0]);
});
