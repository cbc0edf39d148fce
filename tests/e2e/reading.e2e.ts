import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { launch, until } from '../browser/launch.ts';
import { hasMarks, marksOf, openPopup, pageTerms } from '../browser/page-marks.ts';
import { samplePage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

const STRICT = {
  'content-security-policy': "default-src 'none'; style-src 'none'; require-trusted-types-for 'script'",
};

/** The signs of the packaged digest are larger than this. */
const SIGNS_KB = 200;

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const plain = samplePage();
  const visit = readerWithPages(name, {
    '/': plain,
    '/strict': { ...plain, headers: STRICT },
    '/namesakes': {
      html: '<!doctype html><title>x</title><body><p>ICANN</p><p>In Oracle Stadium they play, and in Bloomberg Park.</p>',
    },
    '/dialog': {
      html: `<!doctype html><title>x</title><body><p>ICANN</p><dialog>About DNSSEC</dialog><script>document.querySelector('dialog').showModal()</script>`,
    },
    '/late': {
      html: `<!doctype html><title>x</title><body><p>ICANN</p><script>setTimeout(() => { const p = document.createElement('p'); p.textContent = 'Later came DNSSEC.'; document.body.append(p); }, 700)</script>`,
    },
    '/doubt': {
      html: `<!doctype html><title>x</title><body><p>ICANN</p><button>Go on</button><script>document.querySelector('button').onclick = () => { const p = document.createElement('p'); p.textContent = 'In Dublin the NCSC, which guards the networks of Irish bodies, warned of ransomware.'; document.body.append(p); }</script>`,
    },
  });

  it('marks the terms of a page, in whatever way they are written, and nothing else', async () => {
    const page = await visit.read('/');
    const surfaces = (await marksOf(page)).map(({ surface }) => surface.replace(/\s+/g, ' '));
    for (const surface of [
      'NIS\u20112',
      'DNS\u00adSEC',
      'Internet Governance Forum 2025',
      'Co\u2011op',
      'io',
      'Global Digital Compact',
    ]) {
      expect(surfaces).toContain(surface);
    }
    const others = await page.evaluate(() => {
      const near = (range: AbstractRange) =>
        range.startContainer.parentElement?.closest('nav, code, pre, [contenteditable], #others + p')?.outerHTML;
      return [...(CSS.highlights.get('newsgloss') ?? [])].flatMap((range) => near(range) ?? []);
    });
    expect(others).toEqual([]);
    await page.close();
  });

  it('weighs what speaks against a name as it is weighed outside a browser', async () => {
    const page = await visit.read('/namesakes');
    expect((await marksOf(page)).map(({ surface }) => surface)).toEqual(['ICANN']);
    await page.close();
  });

  it('leaves the elements of the page as they are without the extension, byte for byte', async () => {
    const marked = await visit.read('/');
    const bare = await launch(name, { bare: true });
    const page = await bare.browser.newPage();
    await page.goto(`${visit.origin}/`);
    expect(await marked.evaluate(() => document.documentElement.outerHTML)).toBe(
      await page.evaluate(() => document.documentElement.outerHTML),
    );
    await bare.browser.close();
    await marked.close();
  });

  it('shows a card on hover, which says which of two namesakes is meant and why; Escape closes it without a trace', async () => {
    const page = await visit.read('/');
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const irish = await visit.reader.hoverOn(page, 'National Cyber Security Centre');
    expect(irish).toContain('National Cyber Security Centre (Ireland)');
    expect(irish).toContain('Why this meaning');
    expect(irish).toMatch(/version \d+ of \d+ November 2026/);
    await visit.reader.escape(page);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    const spots = await marksOf(page);
    const british = spots.findLastIndex(({ surface }) => surface === 'National Cyber Security Centre');
    expect(await visit.reader.hoverOnMark(page, british)).toContain('National Cyber Security Centre (UK)');
    await page.close();
  });

  it('works on a page that forbids styles and scripts', async () => {
    const page = await visit.read('/strict');
    expect(await visit.reader.hoverOn(page, 'WSIS')).toContain('World Summit on the Information Society');
    await page.close();
  });

  it('shows the card above a modal dialog', async () => {
    const page = await visit.read('/dialog');
    expect(await visit.reader.hoverOn(page, 'DNSSEC')).toContain('DNSSEC');
    const isOnTop = await page.evaluate(() => {
      const host = document.querySelector('newsgloss-card');
      return host?.matches(':popover-open');
    });
    expect(isOnTop).toBe(true);
    await page.close();
  });

  it('marks what comes later', async () => {
    const page = await visit.read('/late');
    await until('the later term is marked', async () => (await marksOf(page)).length === 2);
    await page.close();
  });

  it('reads what tells senses apart once a place is doubtful, and keeps the marks there are', async () => {
    const page = await visit.read('/doubt');
    const before = name === 'chromium' ? await bufferKb(page) : 0;
    await page.click('button');
    await until('the doubtful term is marked', async () => (await marksOf(page)).length === 2);
    expect((await marksOf(page)).map(({ surface }) => surface)).toEqual(['ICANN', 'NCSC']);
    expect(await visit.reader.hoverOn(page, 'NCSC')).toContain('National Cyber Security Centre (Ireland)');
    if (name === 'chromium') expect(await bufferKb(page)).toBeGreaterThan(before + SIGNS_KB);
    await page.close();
  });

  it('lists the terms of the page and related stories in the popup', async () => {
    const page = await visit.read('/');
    const terms = await pageTerms(visit.reader.launched, page);
    expect(terms).toEqual(
      expect.arrayContaining(['NIS2 Directive', 'WSIS+20 review', 'Stargate (AI infrastructure project)']),
    );
    const popup = await openPopup(visit.reader.launched, page);
    const text = await popup.$eval('body', (body) => body.textContent ?? '');
    expect(text).toMatch(/Version \d+: 98 terms, 10 stories, packaged/);
    expect(text).toMatch(/shares .*NIS2 Directive/);
    // The first terms, and below them the first stories, without scrolling; the other terms are put away.
    const top = (selector: string) => popup.$eval(selector, (found) => found.getBoundingClientRect().top);
    expect(await top('.page-terms .row')).toBeGreaterThan(0);
    expect(await top('.page-terms + section .row')).toBeLessThan(600);
    await popup.click('.page-terms .row summary');
    await until('the first term tells which stories it is in', () =>
      popup.$eval('body', (body) =>
        (body.querySelector('.page-terms .row[open] .row__news')?.textContent ?? '').includes(
          'Ireland’s cyber centre shows firms how to get ready for NIS2',
        ),
      ),
    );
    await popup.click('.others > summary');
    expect(await popup.$eval('.others .row', (row) => row.checkVisibility())).toBe(true);
    await popup.type('.search', 'spider');
    await until('the search answers', () =>
      popup.$eval('body', (body) => (body.textContent ?? '').includes('Scattered Spider')),
    );
    await popup.close();
    await page.close();
  });

  it('switches a site off and on again', async () => {
    const page = await visit.read('/');
    const popup = await openPopup(visit.reader.launched, page);
    await popup.click('.switch input');
    await until('the marks are gone', async () => !(await hasMarks(page)));
    await until('the popup says so', () =>
      popup.$eval('body', (body) => (body.textContent ?? '').includes('off on this site')),
    );
    await popup.click('.switch input');
    await page.bringToFront();
    await until('the marks are back', () => hasMarks(page));
    await popup.close();
    await page.close();
  });
});

/** What the array buffers of a page take in Chromium, all worlds together. */
async function bufferKb(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return backingStorageSize / 1000;
}
