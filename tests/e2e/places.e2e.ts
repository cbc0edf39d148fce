import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../browser/launch.ts';
import { marksOf, openWords, pageTerms } from '../browser/page-marks.ts';
import { ownPage, type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

const FRAMES = {
  '/frame/sandboxed': { html: '<!doctype html><p>A frame that may do nothing, about an AI life cycle.</p>' },
  '/frame/other': { html: '<!doctype html><p>A frame of another site, about the Internet Governance Forum.</p>' },
};

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let reader: Reader;
  let inner: PageServer;
  let outer: PageServer;
  let page: Page;

  beforeAll(async () => {
    inner = await servePages(FRAMES);
    const places = ownPage('places');
    outer = await servePages({
      ...FRAMES,
      '/': { html: places.html.replace('%OTHER%', inner.origin.replace('127.0.0.1', 'localhost')) },
      '/never': ownPage('never'),
    });
    reader = await Reader.start(name);
    page = await reader.read(`${outer.origin}/`);
  });

  afterAll(async () => {
    await reader?.close();
    inner?.close();
    outer?.close();
  });

  const surfaces = async () => new Set((await marksOf(page)).map(({ surface }) => surface));

  it('marks text in shadow trees, open, closed, nested, declared and slotted', async () => {
    expect([...(await surfaces())]).toEqual(
      expect.arrayContaining([
        'ICANN',
        'DNSSEC',
        'multistakeholder model',
        'Global Digital Compact',
        'YouthDIG',
        'DiploFoundation',
      ]),
    );
  });

  it('marks text in a shadow tree that comes when all is read', async () => {
    await until('it is marked', async () => (await surfaces()).has('Smart Africa'));
  });

  it('marks a word with the number of a note', async () => {
    expect(await surfaces()).toContain('TSMC');
  });

  it('marks text in columns, upright, turned, enlarged, not to be selected, from right to left, and not laid out yet', async () => {
    expect([...(await surfaces())]).toEqual(
      expect.arrayContaining([
        'EuroDIG',
        'digital divide',
        'content moderation',
        'root server',
        'NIS2',
        'capacity building',
      ]),
    );
  });

  it('marks what is folded away once it is unfolded', async () => {
    expect(await surfaces()).not.toContain('Scattered Spider');
    await page.$eval('details', (details) => {
      details.open = true;
      details.scrollIntoView();
    });
    await until('it is marked', async () => (await surfaces()).has('Scattered Spider'));
  });

  it.each([
    ['srcdoc', 'internet shutdowns'],
    ['blank', 'internet governance'],
    ['sandboxed', 'AI life cycle'],
    ['other', 'Internet Governance Forum'],
  ])('marks text in the frame "%s", and shows its card there', async (id, surface) => {
    const frame = await page.$(`#${id}`).then((element) => element?.contentFrame());
    if (!frame) throw new Error(`There is no frame "${id}".`);
    await until('it is marked', async () => (await marksOf(frame)).some((mark) => mark.surface === surface));
    expect(await reader.hoverOn(frame, surface)).toBeTruthy();
    // The focus is in the page around it.
    await page.keyboard.press('Escape');
    await until('the card is closed', async () => (await reader.cardOf(frame)) === undefined);
  });

  it('leaves a tiny frame alone', async () => {
    const frame = await page.$('#tiny').then((element) => element?.contentFrame());
    expect(await frame?.evaluate(() => CSS.highlights.size)).toBe(0);
  });

  it.each(['DNSSEC', 'Global Digital Compact', 'multistakeholder model'])(
    'shows the card of "%s" in its shadow tree',
    async (surface) => {
      expect((await reader.hoverOn(page, surface)).toLowerCase()).toContain(surface.toLowerCase());
      await reader.escape(page);
    },
  );

  it('shows the card of a link in a shadow tree that has the focus', async () => {
    await page.evaluate(() => document.querySelector('x-open')?.shadowRoot?.querySelector('a')?.focus());
    await page.keyboard.press('Tab');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await until('the card is open', async () => (await openWords(page)) === 'UNDP');
    await reader.escape(page);
  });

  it('shows the card of words in several elements on whichever of them the pointer rests', async () => {
    const middle = await page.$('#middle');
    await middle?.scrollIntoView();
    await middle?.hover();
    await until('the card is open', async () => (await openWords(page)) === 'official development assistance');
    await reader.escape(page);
  });

  it('paints the marks in shadow trees and frames', async () => {
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(frames.length).toBeGreaterThan(4);
    for (const where of [page, ...frames]) expect(await where.evaluate(unpaintedMarks)).toEqual([]);
  });

  it('lists the terms of all frames in the popup', async () => {
    const terms = await pageTerms(reader.launched, page);
    expect(terms).toEqual(
      expect.arrayContaining([
        'ICANN',
        'internet shutdown',
        'internet governance',
        'Internet Governance Forum',
        'AI life cycle',
      ]),
    );
  });

  it('counts on the badge every term once that any of the frames holds', async () => {
    const terms = await pageTerms(reader.launched, page);
    expect(new Set(terms).size).toBe(terms.length);
    await until('the badge says how many there are', async () =>
      (await reader.inOwnPage(badges)).includes(String(terms.length)),
    );
  });

  it('leaves alone what is no prose, hidden, or being written', async () => {
    const other = await reader.read(`${outer.origin}/never`);
    expect((await marksOf(other)).map(({ surface }) => surface)).toEqual(['DNSSEC']);
    const designed = await other.$('#designed').then((element) => element?.contentFrame());
    expect(await designed?.evaluate(() => CSS.highlights.size)).toBe(0);
    await other.close();
  });
});

/** What of the browser is used in one of the extension's own pages. */
declare const chrome: {
  readonly tabs: { query(about: object): Promise<{ id?: number }[]> };
  readonly action: { getBadgeText(of: { tabId: number | undefined }): Promise<string> };
};

/** In one of the extension's own pages: what the badge says on each tab. */
async function badges(): Promise<string[]> {
  const tabs = await chrome.tabs.query({});
  return Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id })));
}

/** In the page: the words of marks that are not underlined. */
function unpaintedMarks(): string[] {
  return [...(CSS.highlights.get('newsgloss') ?? [])].flatMap(({ startContainer }) => {
    const parent = startContainer.parentElement ?? document.body;
    const { textDecorationLine } = getComputedStyle(parent, '::highlight(newsgloss)');
    return textDecorationLine === 'underline' ? [] : [startContainer.textContent ?? ''];
  });
}
