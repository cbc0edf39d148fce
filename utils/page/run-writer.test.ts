import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieceAt, type Run, RunWriter } from './run-writer.ts';

function runsOf(texts: readonly string[]): Run<number>[] {
  const runs: Run<number>[] = [];
  const writer = new RunWriter<number>((run) => runs.push(run));
  for (const [index, text] of texts.entries()) writer.text(index, text);
  writer.end();
  return runs;
}

it('cuts a giant text into runs that lose nothing and know where they stand in it', () => {
  const sentence = fc.string({ minLength: 1, maxLength: 30 }).map((words) => `${words}. `);
  const giant = fc.tuple(sentence, fc.integer({ min: 1, max: 4000 })).map(([words, times]) => words.repeat(times));
  fc.assert(
    fc.property(fc.array(giant, { minLength: 1, maxLength: 3 }), (texts) => {
      const runs = runsOf(texts);
      expect(
        runs
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      ).toBe(texts.join('').trimEnd());
      for (const run of runs) {
        expect(run.text.length).toBeLessThanOrEqual(4096);
        for (const offset of [0, run.text.length >> 1, run.text.length - 1]) {
          const piece = pieceAt(run, offset);
          expect(texts[piece?.node ?? -1]?.[offset - (piece?.start ?? 0)]).toBe(run.text[offset]);
        }
      }
    }),
    { numRuns: 50 },
  );
});

it('cuts at the end of a sentence where it can, else between words, else where it must', () => {
  const [sentences] = runsOf(['One sentence. '.repeat(3000)]);
  expect(sentences?.text.endsWith('sentence. ')).toBe(true);
  const [words] = runsOf(['some words '.repeat(3000)]);
  expect(words?.text.endsWith(' ')).toBe(true);
  const [letters] = runsOf(['x'.repeat(40_000)]);
  expect(letters?.text.length).toBe(4096);
});
