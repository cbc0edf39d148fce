import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSources } from '../../publisher/read-sources.ts';
import { marksOf } from '../browser/page-marks.ts';
import { haveSeeds, readRows, readStories, termOfRow } from '../seeds/seed-rows.ts';
import { inLanes } from './lanes.ts';
import { articlePage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** Pages that are read at once: a pointer that rests leaves the processor to the others. */
const LANES = 4;

describe.skipIf(!haveSeeds()).each(['chromium', 'firefox'] as const)('the seed stories as pages in %s', (name) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    const stories = readStories().map(({ title, paragraphs }) => articlePage(title, paragraphs.slice(1)));
    server = await servePages(Object.fromEntries(stories.map((page, number) => [`/${number}`, page])));
    reader = await Reader.start(name);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it('marks every thing they name and nothing else, and its card says what it is', async () => {
    const { terms } = readSources(`${import.meta.dirname}/../../digest`);
    const rows = readRows().filter(({ tier }) => tier !== 'C');
    const wrong = { A: [] as string[], B: [] as string[] };
    const count = { A: 0, B: 0 };
    const cardsOf = async (number: number) => {
      const page = await reader.readBeside(`${server.origin}/${number}`);
      const cards: string[] = [];
      for (let index = 0; index < (await marksOf(page)).length; index++) {
        cards.push(await reader.hoverOnMark(page, index));
        await reader.escape(page);
      }
      await page.close();
      return cards;
    };
    const cards = await inLanes(LANES, [...readStories().keys()], cardsOf);
    for (const row of rows) {
      const tier = row.tier as 'A' | 'B';
      const heading = termOfRow(row, terms)?.prefLabel ?? row.entity;
      for (const number of row.stories) {
        count[tier]++;
        if (!cards[number]?.some((card) => card.includes(` ${heading} `)))
          wrong[tier].push(`story ${number}: ${row.entity}`);
      }
    }
    const headingsOf = (number: number) =>
      rows
        .filter(({ stories }) => stories.includes(number))
        .map((row) => termOfRow(row, terms)?.prefLabel ?? row.entity);
    const unwanted = cards.flatMap((shown, number) =>
      shown.filter((card) => !headingsOf(number).some((heading) => card.includes(` ${heading} `))),
    );
    console.log(
      `${name}: cards of ${count.A - wrong.A.length} of ${count.A} tier A rows, ${count.B - wrong.B.length} of ${count.B} tier B rows`,
      [...wrong.A, ...wrong.B],
    );
    expect(unwanted).toEqual([]);
    expect(wrong.A).toEqual([]);
    expect(wrong.B.length).toBeLessThanOrEqual(count.B * 0.05);
  }, 180_000);

  it('shows different cyber security centres in stories 6 and 8', async () => {
    const [irish, british] = [await reader.read(`${server.origin}/6`), await reader.read(`${server.origin}/8`)];
    expect(await reader.hoverOn(british, 'National Cyber Security Centre')).toContain('(UK)');
    await irish.bringToFront();
    expect(await reader.hoverOn(irish, 'NCSC')).toContain('(Ireland)');
  });
});
