import { expect, it } from 'vitest';
import { parseDigest } from '../../digest/issues.ts';
import { exampleDigest } from '../../digest/testing/example-digest.ts';
import { compileLexicon } from '../../lexicon/compile-lexicon.ts';
import { Lexicon } from '../../lexicon/lexicon.ts';
import { tagWith } from './tagging.ts';

const tag = tagWith(new Lexicon(compileLexicon(parseDigest(exampleDigest(), 'example'))));

it('names the terms of title and summary, each once', () => {
  expect(tag(['NIS 2 is here', 'The Cyber Centre explains NIS2.'])).toEqual(['nis2-directive', 'cyber-centre']);
});

it('names nothing where nothing of the digest is spoken of', () => {
  expect(tag(['The weather', 'It rains in NIS2X.'])).toEqual([]);
});
