import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import { hover, marksOf, openWords, type Spot } from '../browser/page-marks.ts';
import type { ServedPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** By then a card has opened or closed, if it will, ms. */
const SETTLED_MS = 900;
/** A turn of a wheel, CSS pixels; two bring a card under a pointer that rests on its word. */
const TURN = 100;

const LINES = Array.from({ length: 30 }, (_, line) => `<p>Line ${line} names nothing, but fills the page.</p>`).join(
  '',
);

const PAGES: Record<string, ServedPage> = {
  '/text': page(
    `<p id="before">Here a selection begins.</p><p>The root is looked after by ICANN, and nobody else.</p>${LINES}`,
  ),
  '/link': page(`<p>The root: <a href="#end">ICANN</a>.</p>${LINES}${LINES}<p id="end">The end.</p>${LINES}`),
};

describe.each(['chromium', 'firefox'] as const)('in %s a pointer', (name) => {
  const visit = readerWithPages(name, PAGES);

  const word = async (page: Page) => (await marksOf(page, 0))[0] as Spot;
  const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const closes = (page: Page) => until('the card is closed', async () => (await openWords(page)) === undefined);

  it('that selects text opens no card on its way', async () => {
    const page = await visit.read('/text');
    const { x, y } = await word(page);
    await startSelecting(page, '#before');
    await page.mouse.move(x - 20, y, { steps: 4 });
    await page.mouse.move(x, y);
    await settled();
    expect(await openWords(page)).toBeUndefined();
    await page.mouse.move(x, y + 80, { steps: 4 });
    await page.mouse.up();
    expect(await selected(page)).toMatch(/a selection begins\.\s+The root [\s\S]*Line 1/);
    expect(await selected(page)).not.toContain('Line 4');
    await page.close();
  });

  it('that selects from the word on is not stopped by its card', async () => {
    const page = await visit.read('/text');
    await visit.reader.hoverOn(page, 'ICANN');
    const { x, y } = await word(page);
    await page.mouse.down();
    await page.mouse.move(x, y + 40, { steps: 4 });
    await page.mouse.move(x, y + 120, { steps: 4 });
    await closes(page);
    await page.mouse.up();
    expect(await selected(page)).toContain('Line 1');
    expect(await selected(page)).not.toContain('Line 6');
    await page.close();
  });

  it('may leave the card while it selects what that says', async () => {
    const page = await visit.read('/text');
    await visit.reader.hoverOn(page, 'ICANN');
    const text = await inCard(visit.reader.launched, page, (root) => {
      const { left, right, top } = (root.querySelector('#newsgloss-definition') as Element).getBoundingClientRect();
      return { left, right, y: top + 8 };
    });
    if (!text) throw new Error('The card has no definition.');
    await page.mouse.move(text.left + 10, text.y);
    await page.mouse.down();
    await page.mouse.move(text.right + 80, text.y, { steps: 6 });
    await settled();
    expect(await openWords(page)).toBe('ICANN');
    await page.mouse.up();
    await page.mouse.move(text.right + 90, text.y);
    await closes(page);
    await page.close();
  });

  it('that presses the word before its card has opened gets the card', async () => {
    const page = await visit.read('/text');
    await hover(page, await word(page));
    await new Promise((looked) => setTimeout(looked, 100));
    await page.mouse.down();
    await page.mouse.up();
    await until('the card is open', async () => (await openWords(page)) === 'ICANN');
    await page.close();
  });

  it('that rests while the page scrolls the words away loses the card, which takes no turn of the wheel', async () => {
    const page = await visit.read('/text');
    await visit.reader.hoverOn(page, 'ICANN');
    for (const turns of [1, 2]) {
      await page.mouse.wheel({ deltaY: TURN });
      await until('the page has scrolled', async () => (await page.evaluate(() => scrollY)) === turns * TURN);
      await closes(page);
    }
    await page.close();
  });

  it('that follows a link within the page loses the card with the word', async () => {
    const page = await visit.read('/link');
    await visit.reader.hoverOn(page, 'ICANN');
    await page.mouse.down();
    await page.mouse.up();
    await until('the page has scrolled', () => page.evaluate(() => scrollY > innerHeight));
    await closes(page);
    await page.close();
  });

  it('that rests in the card loses it when the page scrolls its word out of sight, but not before', async () => {
    const page = await visit.read('/text');
    await visit.reader.hoverOn(page, 'ICANN');
    const { x, y } = await word(page);
    await page.mouse.move(x, y + 60, { steps: 3 });
    await page.evaluate(() => scrollBy(0, 20));
    await settled();
    expect(await openWords(page)).toBe('ICANN');
    await page.evaluate(() => scrollBy(0, innerHeight));
    await closes(page);
    await page.close();
  });
});

async function startSelecting(page: Page, from: string): Promise<void> {
  const start = await page.$eval(from, (element) => {
    const { x, y, height } = element.getBoundingClientRect();
    return { x: x + 40, y: y + height / 2 };
  });
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
}

function selected(page: Page): Promise<string> {
  return page.evaluate(() => String(getSelection()));
}

function page(body: string): ServedPage {
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><style>body { font: 18px/1.6 serif } p { margin: 8px 0 }</style><body>${body}</body></html>`,
  };
}
