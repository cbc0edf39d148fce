import { expect, it } from 'vitest';
import { readSources } from '../../publisher/read-sources.ts';
import { THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { judgePassages, score, scoreDictionary } from './measure.ts';
import { readPassages } from './read-passages.ts';

const digest = readSources(`${import.meta.dirname}/../../digest`);
const passages = readPassages(import.meta.dirname);

it('every ambiguous label is met in its sense and in another', () => {
  const met = new Set(passages.flatMap(({ gold }) => gold.map(({ surface, term }) => `${plain(surface)} ${term}`)));
  const missing = digest.terms.flatMap(({ id, labels }) =>
    labels
      .filter(({ ambiguous, lang, hidden }) => ambiguous && !hidden && lang === undefined)
      .flatMap(({ text }) => [`${plain(text)} ${id}`, `${plain(text)} undefined`])
      .filter((wanted) => !met.has(wanted)),
  );
  // A spelling of a name that is met in another.
  expect(missing.filter((wanted) => !/^national cyber security center /.test(wanted))).toEqual([]);
});

it('marks are right more often than a plain dictionary’s, and most of what is meant is marked', {
  timeout: 60_000,
}, () => {
  const verdicts = judgePassages(new Lexicon(compileLexicon(digest)), passages);
  const { precision, recall } = score(verdicts, THRESHOLD_CONFIDENCE.balanced);
  expect(precision).toBeGreaterThan(scoreDictionary(verdicts).precision + 0.3);
  expect(recall).toBeGreaterThan(0.9);
});

/** A surface without what the matcher looks through: case, kinds of hyphen, plural and possessive. */
function plain(surface: string): string {
  return surface
    .toLowerCase()
    .replaceAll('\u2011', '-')
    .replace(/[’']s$/, '')
    .replace(/s$/, '');
}
