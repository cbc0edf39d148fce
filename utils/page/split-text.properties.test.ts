import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePatterns, type Matcher, openMatcher, type Pattern } from '../lexicon/matcher.ts';
import { RunBuilder, type SectionRun } from './run-builder.ts';
import { pieceAt } from './run-writer.ts';

const WORDS = [
  'NIS',
  '2',
  'NIS2',
  'Co',
  'op',
  'the',
  'Data',
  'act',
  'DNS\u00adSEC',
  'Cafe\u0301',
  '\u6771\u4eac',
  '+20',
];
const GAPS = [' ', ' ', ' ', '-', '\u2011', '\u00a0', '\n ', ', ', '. ', ''];
const written = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { minLength: 1, maxLength: 30 })
  .map((parts) => parts.flat().join(''));
const label = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  .filter((text) => /\p{L}|\p{N}/u.test(text));
const matcher = fc
  .array(fc.tuple(label, fc.constantFrom('exact' as const, 'any' as const)), { minLength: 1, maxLength: 12 })
  .map((labels) =>
    openMatcher(compilePatterns(labels.map(([text, rule], value): Pattern => ({ text, case: rule, value })))),
  );
/** Where a text is parted, as shares of its length. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

/** A stretch of a text, as a node holds it. */
interface Part {
  readonly from: number;
  readonly text: string;
}

function partsOf(text: string, shares: readonly number[]): Part[] {
  const ends = [...shares.map((share) => Math.round(share * text.length)), text.length].sort((a, b) => a - b);
  return ends.map((end, index) => ({ from: ends[index - 1] ?? 0, text: text.slice(ends[index - 1] ?? 0, end) }));
}

/** The places that are found in runs, by where they stand in the whole text that the nodes hold. */
function placesIn(found: Matcher, runs: readonly SectionRun<Part>[]): number[][] {
  return runs.flatMap((run) =>
    triples(found.scan(run.text)).map(([start, end, form]) => {
      const first = pieceAt(run, start);
      const last = pieceAt(run, end - 1);
      if (!first || !last) throw new Error('A place lies in no node.');
      return [first.node.from + start - first.start, last.node.from + end - last.start, form];
    }),
  );
}

function triples(hits: readonly number[]): [number, number, number][] {
  return Array.from({ length: hits.length / 3 }, (_, index) => {
    const [start = 0, end = 0, form = 0] = hits.slice(index * 3, index * 3 + 3);
    return [start, end, form];
  });
}

it('finds in a text that is parted over nodes and inline elements what stands in it whole, at the same places', () => {
  fc.assert(
    fc.property(matcher, written, cuts, (found, text, shares) => {
      const builder = new RunBuilder<Part>();
      for (const [index, part] of partsOf(text, shares).entries()) {
        const tag = index % 2 ? 'a' : 'wbr';
        builder.enter(tag);
        builder.text(part, part.text);
        builder.leave(tag);
      }
      expect(placesIn(found, builder.finish())).toEqual(triples(found.scan(text)));
    }),
    { numRuns: 3000 },
  );
});

it('finds in blocks what stands in each of them, and nothing across', () => {
  fc.assert(
    fc.property(matcher, fc.array(written, { minLength: 1, maxLength: 5 }), (found, texts) => {
      const builder = new RunBuilder<Part>();
      let from = 0;
      const wanted: number[][] = [];
      for (const text of texts) {
        builder.enter('p');
        builder.text({ from, text }, text);
        builder.leave('p');
        const base = from;
        wanted.push(...triples(found.scan(text)).map(([start, end, form]) => [base + start, base + end, form]));
        from += text.length;
      }
      expect(placesIn(found, builder.finish())).toEqual(wanted);
    }),
    { numRuns: 1000 },
  );
});
