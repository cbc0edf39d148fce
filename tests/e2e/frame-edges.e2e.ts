import type { Frame, Page } from 'puppeteer-core';
import { describe, it } from 'vitest';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import { hasMarks, marksOf, openWords, type Spot } from '../browser/page-marks.ts';
import type { ServedPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

const INNER = '<!doctype html><title>x</title><style>p { margin: 4px }</style><p>UNDP</p>';
/** Frames that browsers treat differently: of the page's own process, of another site, and out of its sight in a shadow tree. */
const KINDS = ['own', 'other', 'shadow'] as const;
/** In Chromium a pointer of a test goes straight to the process of a frame, and the page around it is not told that it has left; what a real one does there no test can say. */
const TOLD = { chromium: ['own', 'shadow'], firefox: KINDS } as const;

const PAGES: Record<string, ServedPage> = {
  '/inner': { html: INNER },
  '/': {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>
<style>section { display: flex; margin-top: 24px } p { font: 18px serif; margin: 100px 0 } iframe { width: 500px; height: 220px; border: 0 }</style>
${KINDS.map((kind) => `<section id="${kind}"><p>ICANN</p></section>`).join('')}
<script>
  for (const section of document.querySelectorAll('section')) {
    const frame = document.createElement('iframe');
    frame.name = section.id;
    if (section.id === 'other') frame.src = '//localhost:' + location.port + '/inner';
    else frame.srcdoc = ${JSON.stringify(INNER).replaceAll('<', '\\u003c')};
    let place = section;
    if (section.id === 'shadow') {
      const host = section.appendChild(document.createElement('div'));
      place = host.attachShadow({ mode: 'closed' });
    }
    place.append(frame);
  }
</script>`,
  },
};

describe.each(['chromium', 'firefox'] as const)('in %s a pointer at the edge of a frame', (name) => {
  const visit = readerWithPages(name, PAGES);

  const closes = (where: Page | Frame) =>
    until('the card is closed', async () => (await openWords(where)) === undefined);

  it.each(TOLD[name])('that goes from a word straight into it loses the card: %s', async (kind) => {
    const page = await visit.read('/');
    await visit.reader.hoverOnMark(page, KINDS.indexOf(kind));
    const { x, y } = await word(page, KINDS.indexOf(kind));
    await page.mouse.move(x + 60, y);
    await closes(page);
    await page.close();
  });

  it.each(TOLD[name])('that goes from the card straight into it loses the card: %s', async (kind) => {
    const page = await visit.read('/');
    await visit.reader.hoverOnMark(page, KINDS.indexOf(kind));
    const card = await inCard(visit.reader.launched, page, (root) => {
      const { right, top, bottom } = (root.querySelector('.panel') as Element).getBoundingClientRect();
      return { right, top, bottom };
    });
    if (!card) throw new Error('There is no card.');
    const { y } = await word(page, KINDS.indexOf(kind));
    const inside = card.top > y ? card.top + 20 : card.bottom - 20;
    await page.mouse.move(card.right - 60, inside, { steps: 3 });
    await page.mouse.move(card.right - 60, card.top > y ? card.top - 20 : card.bottom + 20);
    await closes(page);
    await page.close();
  });

  it.each(TOLD[name])('that goes from a word in it straight out of it loses the card: %s', async (kind) => {
    const page = await visit.read('/');
    const frame = await frameNamed(page, kind);
    await until('the frame is marked', () => hasMarks(frame));
    await visit.reader.hoverOnMark(frame, 0);
    const { x, y } = await word(frame, 0);
    await page.mouse.move(x, y - 24);
    await closes(frame);
    await page.close();
  });
});

async function word(where: Page | Frame, index: number): Promise<Spot> {
  return (await marksOf(where))[index] as Spot;
}

/** Also one that is in a closed shadow tree. */
async function frameNamed(page: Page, name: string): Promise<Frame> {
  for (const frame of page.frames()) if ((await frame.evaluate(() => window.name)) === name) return frame;
  throw new Error(`There is no frame "${name}".`);
}
