import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { buildAll } from '../scripts/build.ts';
import { BUILDS } from '../tests/browser/launch.ts';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { digest } from './corpus.ts';
import { quantile, type Row, rounded } from './table.ts';

const PROCESSES = 9;
const OURS = join(BUILDS.chromium, 'content-scripts/annotator.js');
const OTHER = createRequire(import.meta.url).resolve('mark.js/dist/mark.es6.min.js');

/** What every page begins with: our script, read by V8 before it runs, beside that of another marker of words. */
export function benchStarting(): Row[] {
  buildAll(['chromium']);
  const [ours, other] = [reading(OURS), reading(OTHER)];
  const { labels, signs } = compileLexicon(digest);
  return [
    {
      'script, kB': rounded(ours.kb, 0),
      'to read it, ms': rounded(ours.ms, 1),
      'ms a kB ÷ mark.js': rounded(ours.ms / ours.kb / (other.ms / other.kb), 1),
      'labels of the packaged digest': digest.terms.reduce((sum, term) => sum + term.labels.length, 0),
      'its lexicon in every page, kB': rounded(labels.byteLength / 1000, 0),
      'and where a place is doubtful, kB': rounded(signs.byteLength / 1000, 0),
    },
  ];
}

/** The size of a script, and the median time in which fresh processes read it. */
function reading(file: string): { readonly kb: number; readonly ms: number } {
  const samples = Array.from({ length: PROCESSES }, () =>
    Number(spawnSync(process.execPath, [import.meta.filename, file], { encoding: 'utf8' }).stdout),
  );
  return { kb: statSync(file).size / 1000, ms: quantile(samples, 0.5) };
}

if (import.meta.main) {
  const code = readFileSync(process.argv[2] ?? '', 'utf8');
  const began = performance.now();
  new Script(code);
  console.log(performance.now() - began);
}
