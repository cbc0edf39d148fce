import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { emulateMedia } from '../browser/emulate-media.ts';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import { CARD_PAGES } from './card-pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** Colours that belong to the reader's own scheme; what bears text or a line in forced colours has one of them. */
const SYSTEM_COLOURS = ['CanvasText', 'LinkText', 'ButtonText', 'ButtonBorder'];

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const visit = readerWithPages(name, CARD_PAGES);
  let page: Page;

  beforeEach(async () => {
    page = await visit.read('/plain');
    return () => page.close();
  });

  const isMatched = (query: string) =>
    until(`the page is told ${query}`, () => page.evaluate((asked) => matchMedia(asked).matches, query));

  it('the card comes up gently, and without any motion where the reader wants less of it', async () => {
    await visit.reader.hoverOn(page, 'ICANN');
    expect(await inCard(visit.reader.launched, page, motions)).toEqual(['DIV.ng frame: appear']);
    await visit.reader.escape(page);
    await emulateMedia(visit.reader.launched, page, 'prefers-reduced-motion', 'reduce');
    await isMatched('(prefers-reduced-motion: reduce)');
    await visit.reader.hoverOn(page, 'ICANN');
    expect(await inCard(visit.reader.launched, page, motions)).toEqual([]);
  });

  it('card and mark are drawn in the colours that the reader forces', async () => {
    await emulateMedia(visit.reader.launched, page, 'forced-colors', 'active');
    await isMatched('(forced-colors: active)');
    const system = await page.evaluate(resolved, [...SYSTEM_COLOURS, 'Canvas', 'Highlight', 'HighlightText']);
    expect(await page.evaluate(paintOf, 'newsgloss')).toMatchObject({ line: 'underline', lineColour: system.LinkText });
    await visit.reader.hoverOn(page, 'ICANN');
    expect(await page.evaluate(paintOf, 'newsgloss-open')).toMatchObject({
      colour: system.HighlightText,
      background: system.Highlight,
    });
    await inCard(visit.reader.launched, page, (root) => {
      root.querySelector<HTMLElement>('[aria-pressed]')?.click();
      // It has the focus now, which has an outline too.
      root.querySelector<HTMLElement>('.panel')?.focus();
    });
    const card = await inCard(visit.reader.launched, page, coloursOf);
    expect(card?.border).toBe(`1px solid ${system.CanvasText}`);
    expect(card?.background).toBe(system.Canvas);
    // That it is pinned is told by no colour, for there is none to tell it with.
    expect(card?.pinOutline).toBe('solid');
    const own = new Set(SYSTEM_COLOURS.map((colour) => system[colour]));
    expect(card?.texts.filter(({ colour }) => !own.has(colour))).toEqual([]);
    expect(card?.texts.length).toBeGreaterThan(10);
  });

  // Firefox cannot be told so in one page alone.
  it.runIf(name === 'chromium')(
    'the card has but one colour of text and lines where more contrast is wanted',
    async () => {
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-contrast', value: 'more' }] });
      await isMatched('(prefers-contrast: more)');
      await visit.reader.hoverOn(page, 'ICANN');
      const card = await inCard(visit.reader.launched, page, coloursOf);
      const [ink] = card?.texts.filter(({ words }) => words.startsWith('The non-profit')) ?? [];
      expect(card?.border).toBe(`1px solid ${ink?.colour}`);
      expect(card?.texts.filter(({ isLink, colour }) => !isLink && colour !== ink?.colour)).toEqual([]);
    },
  );
});

/** In the card: what moves by itself, or when something about it changes. */
function motions(root: ShadowRoot): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element);
    const moves = [animationName, transitionDuration].filter((how) => how !== 'none' && how !== '0s');
    return moves.map((how) => `${element.tagName}.${element.className}: ${how}`);
  });
}

interface CardColours {
  readonly border: string;
  readonly background: string;
  readonly pinOutline: string;
  readonly texts: readonly { readonly words: string; readonly colour: string; readonly isLink: boolean }[];
}

/** In the card: the colours that it is drawn in. */
function coloursOf(root: ShadowRoot): CardColours | undefined {
  const [frame, pin] = [root.querySelector('.frame'), root.querySelector('[aria-pressed]')];
  if (!frame || !pin) return undefined;
  const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(frame);
  const texts = [...frame.querySelectorAll('*')].flatMap((element) => {
    const words = [...element.childNodes].flatMap((node) => (node instanceof Text ? node.data.trim() : [])).join(' ');
    return words ? [{ words, colour: getComputedStyle(element).color, isLink: element.matches('a') }] : [];
  });
  return {
    border: `${borderTopWidth} ${borderTopStyle} ${borderTopColor}`,
    background: backgroundColor,
    pinOutline: getComputedStyle(pin).outlineStyle,
    texts,
  };
}

/** In the page: how the first paragraph's words are painted under a highlight. */
function paintOf(highlight: string) {
  const words = document.querySelector('p') ?? document.body;
  const { textDecorationLine, textDecorationColor, color, backgroundColor } = getComputedStyle(
    words,
    `::highlight(${highlight})`,
  );
  return { line: textDecorationLine, lineColour: textDecorationColor, colour: color, background: backgroundColor };
}

/** In the page: what system colours are here. */
function resolved(colours: readonly string[]): Record<string, string> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const entries = colours.map((colour) => {
    probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
    return [colour, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries);
}
