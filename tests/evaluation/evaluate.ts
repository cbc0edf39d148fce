import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable, rounded } from '../../bench/table.ts';
import { readSources } from '../../publisher/read-sources.ts';
import { THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { WEIGHTS, type Weights } from '../../utils/lexicon/weights.ts';
import { fitWeights } from './fit.ts';
import { calibration, judgePassages, type Kind, mistakes, score, scoreDictionary, type Verdict } from './measure.ts';
import { readPassages, type Split } from './read-passages.ts';

const ROOT = `${import.meta.dirname}/../..`;
const SPLITS: readonly Split[] = ['training', 'held out'];
const KINDS: readonly Kind[] = ['the sense meant', 'another sense', 'a longer name'];
const CALIBRATION = [0, 0.1, 0.3, 0.6, 0.8, 0.9, 0.97, 1];

const { values: options } = parseArgs({
  options: { fit: { type: 'boolean', default: false }, mistakes: { type: 'boolean', default: false } },
});

const lexicon = new Lexicon(compileLexicon(readSources(`${ROOT}/digest`)));
const passages = readPassages(import.meta.dirname);
const training = passages.filter(({ split }) => split === 'training');
const weights = options.fit ? fitWeights(lexicon, training) : WEIGHTS;
const verdicts = judgePassages(lexicon, passages, weights);
const inSplit = (split: Split) => verdicts.filter(({ passage }) => passage.split === split);

if (options.fit) write(weights);
printTable(
  'Weights, set on the training passages',
  Object.entries(weights).map(([evidence, weight]) => ({ evidence, weight: rounded(weight) })),
);
printTable(
  'Right and found',
  SPLITS.flatMap((split) => {
    const of = inSplit(split);
    const rows = Object.entries(THRESHOLD_CONFIDENCE).map(([threshold, least]) => ({ threshold, ...score(of, least) }));
    return [...rows, { threshold: 'plain dictionary', ...scoreDictionary(of) }].map(
      ({ threshold, places, marks, precision, recall }) => ({
        split,
        threshold,
        places,
        marks,
        precision: rounded(precision, 3),
        recall: rounded(recall, 3),
      }),
    );
  }),
);
printTable(
  'By what is written, at balanced',
  SPLITS.flatMap((split) =>
    KINDS.map((kind) => {
      const of = inSplit(split).filter((verdict) => verdict.kind === kind);
      return {
        split,
        'what is written': kind,
        places: of.length,
        right: rounded(1 - mistakes(of, THRESHOLD_CONFIDENCE.balanced).length / of.length, 3),
      };
    }),
  ),
);
printTable(
  'Calibration: how often a place is what it was taken for',
  SPLITS.flatMap((split) =>
    calibration(inSplit(split), CALIBRATION).map(({ from, to, places, mean, right }) => ({
      split,
      confidence: `${from} to ${to}`,
      places,
      mean: rounded(mean),
      right: rounded(right),
    })),
  ),
);
// Only of the training passages: whoever mends what is held out has nothing left to measure with.
if (options.mistakes)
  for (const verdict of mistakes(inSplit('training'), THRESHOLD_CONFIDENCE.balanced)) printMistake(verdict);

/** Puts the weights into the table that the extension uses. */
function write(fitted: Weights): void {
  const file = `${ROOT}/utils/lexicon/weights.ts`;
  const table = readFileSync(file, 'utf8').replace(/^ {2}(\w+): -?[\d.]+,$/gm, (line, kind: keyof Weights) =>
    kind in fitted ? `  ${kind}: ${rounded(fitted[kind])},` : line,
  );
  writeFileSync(file, table);
}

function printMistake({ passage, surface, meant, found }: Verdict): void {
  console.log(
    `\n${passage.id}: "${surface}" means ${meant ?? 'nothing'}, taken for ${found?.term ?? 'nothing'} (${found?.confidence.toFixed(2) ?? '-'})`,
  );
  for (const { term, evidence } of found?.judgement.senses ?? []) {
    const pieces = evidence.map(
      ({ kind, words, strength }) =>
        `${kind}${words === '' ? '' : ` “${words}”`} ${(weights[kind] * strength).toFixed(1)}`,
    );
    console.log(`   ${lexicon.termId(term)}: ${pieces.join(', ')}`);
  }
}
