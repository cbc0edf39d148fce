import { parseArgs } from 'node:util';
import { printTable, quantile, rounded } from '../../bench/table.ts';
import { annotateText } from '../../publisher/annotate.ts';
import { readSources } from '../../publisher/read-sources.ts';
import { readHtml, readPlainText } from '../../publisher/text-runs.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { fuzzInputs } from './inputs.ts';

/** Feeds `annotate` random inputs and prints how long it pauses; a crash ends it with the seed and the input's number. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    long: { type: 'string', default: '100' },
  },
});

/** Below this size a time tells of the machine, not of the input, so its share of a MB is not taken. */
const SMALLEST = 100_000;

const digest = readSources(`${import.meta.dirname}/../../digest`);
const lexicon = new Lexicon(compileLexicon(digest));
const times = new Map<string, { ms: number[]; msPerMb: number[] }>();
let number = 0;
for (const { kind, text, isHtml } of fuzzInputs(Number(values.count), Number(values.seed), Number(values.long))) {
  const start = performance.now();
  try {
    annotateText(isHtml ? readHtml(text) : readPlainText(text), digest, lexicon, {});
  } catch (error) {
    console.error(`Input ${number} of seed ${values.seed} (${kind}, ${text.length} characters):`, error);
    process.exit(1);
  }
  const ms = performance.now() - start;
  const known = times.get(kind) ?? { ms: [], msPerMb: [] };
  times.set(kind, known);
  known.ms.push(ms);
  if (text.length >= SMALLEST) known.msPerMb.push((ms / text.length) * 1e6);
  number++;
}
printTable(
  `${number} random inputs, no crash`,
  Array.from(times, ([kind, { ms, msPerMb }]) => ({
    kind,
    inputs: ms.length,
    'median, ms': rounded(quantile(ms, 0.5)),
    'worst, ms': rounded(Math.max(...ms)),
    'worst, ms a MB': msPerMb.length === 0 ? '–' : rounded(Math.max(...msPerMb), 0),
  })),
);
