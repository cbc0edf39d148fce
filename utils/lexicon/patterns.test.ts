import { expect, it } from 'vitest';
import type { LexiconLabel, LexiconTerm } from './model.ts';
import { labelPatterns, numberLabels } from './patterns.ts';
import { complete } from './steps.ts';

const label = (text: string): LexiconLabel => ({ text, cues: [], anticues: [], except: [] });

it('a form that is listed stands for the label that lists it, and for no other of its term', () => {
  const term = (id: string, texts: string[]): LexiconTerm => ({
    id,
    kind: 'organisation',
    labels: texts.map(label),
    related: [],
  });
  const terms = [term('nsa', ['NSA', 'N.S.A.']), term('sheep', ['NSA'])];
  const patterns = complete(labelPatterns(terms, complete(numberLabels(terms))));
  const labelsOf = (text: string) => patterns.filter((pattern) => pattern.text === text).map(({ value }) => value);
  expect([labelsOf('NSA'), labelsOf('N.S.A.')]).toEqual([
    [0, 2],
    [1, 2],
  ]);
});
