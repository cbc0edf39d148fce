import { expect, it } from 'vitest';
import { annotateText } from '../../publisher/annotate.ts';
import { readSources } from '../../publisher/read-sources.ts';
import { readPlainText } from '../../publisher/text-runs.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { haveSeeds, readRows, readStories, type SeedRow, termOfRow } from './seed-rows.ts';

it.skipIf(!haveSeeds())('every row of the seed stories is marked where it stands, as what it is', () => {
  const digest = readSources(`${import.meta.dirname}/../../digest`);
  const lexicon = new Lexicon(compileLexicon(digest));
  const rows = readRows();
  const missed = { A: [] as string[], B: [] as string[] };
  const unwanted: string[] = [];
  let places = 0;
  readStories().forEach(({ title, paragraphs }, number) => {
    const read = readPlainText([title, ...paragraphs.filter((paragraph) => paragraph !== title)].join('\n\n'));
    const { mentions } = annotateText(read, digest, lexicon, {});
    const wanted = new Set(
      rows
        .filter(({ stories, tier }) => stories.includes(number) && tier !== 'C')
        .map((row) => termOfRow(row, digest.terms)?.id),
    );
    unwanted.push(
      ...mentions.filter(({ term }) => !wanted.has(term.id)).map(({ surface }) => `story ${number}: "${surface}"`),
    );
    for (const row of rows.filter(({ stories, tier }) => stories.includes(number) && tier !== 'C')) {
      const id = termOfRow(row, digest.terms)?.id;
      for (const { start, surface } of placesOf(row, rows, read.text)) {
        places++;
        const isRight = mentions.some(
          (mention) => mention.term.id === id && mention.start <= start && start + surface.length <= mention.end,
        );
        if (!isRight)
          missed[row.tier as 'A' | 'B'].push(`story ${number}: "${surface}" at ${start} should be ${id ?? row.entity}`);
      }
    }
  });
  expect(places).toBeGreaterThan(200);
  expect(missed).toEqual({ A: [], B: [] });
  expect(unwanted).toEqual([]);
});

/** Where a row's surfaces stand as words of their own: not inside a longer surface of another row. */
function placesOf(row: SeedRow, rows: readonly SeedRow[], text: string): { start: number; surface: string }[] {
  const others = rows.filter((other) => other !== row && other.tier !== 'C').flatMap(({ surfaces }) => surfaces);
  return row.surfaces.flatMap((surface) => {
    const longer = others.filter((other) => other !== surface && other.includes(surface));
    return occurrencesOf(surface, text)
      .filter(
        (start) =>
          !longer.some((other) =>
            occurrencesOf(other, text).some((from) => from <= start && start < from + other.length),
          ),
      )
      .map((start) => ({ start, surface }));
  });
}

function occurrencesOf(surface: string, text: string): number[] {
  const escaped = surface.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'))].map(
    ({ index }) => index,
  );
}
