import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../browser/launch.ts';
import { hasMarks, marksOf } from '../browser/page-marks.ts';
import { ownPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const visit = readerWithPages(name, {
    '/': ownPage('changes'),
    '/other': { html: '<!doctype html><p>Nothing.</p>' },
    '/british': { html: '<!doctype html><html lang="en-GB"><title>x</title><p>The NCSC warned of ransomware.</p>' },
  });
  let page: Page;

  beforeEach(async () => {
    page = await visit.read('/');
  });

  afterEach(() => page.close());

  const surfaces = async () => (await marksOf(page)).map(({ surface }) => surface);
  const become = (what: string, isSo: (surfaces: readonly string[]) => boolean) =>
    until(what, async () => isSo(await surfaces()));

  it('follows text that is changed in place', async () => {
    expect(await act(page, 'textInPlace')).not.toContain('DNSSEC');
    await become('the new term is marked', (all) => all.includes('Global Digital Compact'));
  });

  it('follows words that are pushed along by others', async () => {
    expect(await act(page, 'insideText')).not.toContain('DNSSEC');
    await become('the term is marked where it is now', (all) => all.includes('DNSSEC'));
  });

  it('marks again what was changed and changed back before it was read', async () => {
    expect(await act(page, 'changeAndBack')).not.toContain('DNSSEC');
    await become('it is marked again', (all) => all.includes('DNSSEC'));
  });

  it('marks what is made visible in the place where it was all the time', async () => {
    expect(await surfaces()).not.toContain('internet governance');
    await page.click('#open');
    await become('it is marked', (all) => all.includes('internet governance'));
  });

  it('goes on marking on a page that clears all highlights for a search of its own', async () => {
    expect(await act(page, 'clearHighlights')).toEqual([]);
    await act(page, 'textInPlace');
    await become('what changes is marked', (all) => all.includes('Global Digital Compact'));
  });

  it('keeps the mark of a paragraph that is moved', async () => {
    await act(page, 'move');
    await become('it is marked last', (all) => all.at(-1) === 'EuroDIG');
  });

  it('drops the mark of a paragraph that is removed', async () => {
    expect(await act(page, 'remove')).not.toContain('YouthDIG');
  });

  it('never marks the wrong words in rows that are used again and again', async () => {
    const wrong = await page.evaluate(scrollThroughRows);
    expect(wrong).toEqual([]);
    await become('the rows are marked', (all) => all.includes('digital divide'));
  });

  it('never marks the wrong words in what was changed while it was off the page', async () => {
    await act(page, 'detachChangeAndReturn');
    const first = await page.evaluate(() => {
      const row = document.querySelector('.row');
      return [...(CSS.highlights.get('newsgloss') ?? [])].filter((range) => row?.contains(range.startContainer)).length;
    });
    expect(first).toBe(0);
  });

  it('reads a page again on which very much changes at once', async () => {
    await act(page, 'manyChanges');
    await become('what was added is marked', (all) => all.includes('content moderation') && all.includes('ICANN'));
  });

  it('takes the marks from text that the reader begins to edit, and gives them back after that', async () => {
    for (const [begin, end] of [
      ['edit', 'stopEditing'],
      ['hide', 'show'],
      ['hideAll', 'showAll'],
    ] as const) {
      await act(page, begin);
      await become('the mark is gone', (all) => !all.includes('ICANN'));
      await act(page, end);
      await become('the mark is back', (all) => all.includes('ICANN'));
    }
  });

  it('leaves a page alone that is being written as a whole, and reads it after that', async () => {
    for (const [begin, end] of [
      ['editAll', 'stopEditingAll'],
      ['design', 'stopDesigning'],
    ] as const) {
      await act(page, begin);
      await become('no mark is left', (all) => all.length === 0);
      await act(page, end);
      await become('the marks are back', (all) => all.includes('ICANN'));
    }
  });

  it('judges a page again that says that it is in another language', async () => {
    const other = await visit.read('/british');
    expect(await visit.reader.hoverOn(other, 'NCSC')).toContain('National Cyber Security Centre (UK)');
    await visit.reader.escape(other);
    await other.evaluate(() => {
      document.documentElement.lang = 'en-IE';
    });
    await until('it means the Irish one', async () => {
      const card = await visit.reader.hoverOn(other, 'NCSC');
      await visit.reader.escape(other);
      return card.includes('National Cyber Security Centre (Ireland)');
    });
    await other.close();
  });

  it('reads the view that a page navigates to by script', async () => {
    expect(await act(page, 'navigate')).toEqual([]);
    await become('the new view is marked', (all) => all.join() === 'internet shutdowns');
    expect(await visit.reader.hoverOn(page, 'internet shutdowns')).toContain('internet shutdown');
  });

  it('reads a document that is written anew', async () => {
    await act(page, 'writeAnew');
    await become('it is marked', (all) => all.join() === 'DNSSEC');
    expect(await visit.reader.hoverOn(page, 'DNSSEC')).toContain('DNSSEC');
  });

  it('is there when the reader comes back to the page, which the browser has kept', async () => {
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { isKept: persisted })),
    );
    await page.goto(`${visit.origin}/other`);
    // A page that comes back from the cache does not load, for which `goBack` would wait.
    await page.evaluate(() => history.back());
    // One that is loaded anew knows nothing of what was asked of it before.
    await until('it has come back from the cache', () =>
      page.evaluate(() => (globalThis as { isKept?: boolean }).isKept).catch(() => false),
    );
    await until('it is marked', () => hasMarks(page).catch(() => false));
    expect(await visit.reader.hoverOn(page, 'ICANN')).toContain('ICANN');
  });
});

/** Runs one of the page's acts; gives the words of all marks right after it, before a frame is painted. */
function act(page: Page, name: string): Promise<string[]> {
  return page.evaluate(async (asked) => {
    const { acts } = globalThis as unknown as { acts: Record<string, () => unknown> };
    await acts[asked]?.();
    await null;
    return [...(CSS.highlights.get('newsgloss') ?? [])].flatMap((fixed) => {
      const { startContainer, startOffset, endOffset, endContainer } = fixed;
      if (!startContainer.isConnected) return [];
      if (startContainer !== endContainer) return ['?'];
      return [startContainer.textContent?.slice(startOffset, endOffset) ?? ''];
    });
  }, name);
}

/** In the page: scrolls a virtual list for two seconds; gives the words of marks that no term has, as each frame is painted. */
async function scrollThroughRows(): Promise<string[]> {
  const { acts, TERMS } = globalThis as unknown as { acts: { scroll(first: number): void }; TERMS: string[] };
  const wrong = new Set<string>();
  const end = performance.now() + 2000;
  for (let first = 0; performance.now() < end; first++) {
    acts.scroll(first);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const { startContainer, startOffset, endOffset } of CSS.highlights.get('newsgloss') ?? []) {
      const words = startContainer.textContent?.slice(startOffset, endOffset) ?? '';
      if (!startContainer.parentElement?.classList.contains('row') || !startContainer.isConnected) continue;
      if (!TERMS.some((term) => term.includes(words)) || words === '') wrong.add(words);
    }
  }
  return [...wrong];
}
