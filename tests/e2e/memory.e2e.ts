import { describe, expect, it } from 'vitest';
import { marksOf } from '../browser/page-marks.ts';
import type { ServedPage } from './pages.ts';
import { readerWithPages } from './reader-with-pages.ts';

/** By then the page has been read again, ms. */
const READ_MS = 1500;
const VIEWS = 20;

const PAGES: Record<string, ServedPage> = {
  '/trees': view('<x-story></x-story>'),
  '/hidden': view('<section><h2>Next</h2><p style="display: none">More about ICANN.</p></section>'),
};

interface Watched {
  views: WeakRef<Element>[];
}

// Only Chromium collects what is left when it is asked to.
describe('in chromium, of what a page has thrown away', () => {
  const visit = readerWithPages('chromium', PAGES);

  it.each(['/trees', '/hidden'])('nothing is kept that was read on %s', async (path) => {
    const page = await visit.read(path);
    await page.evaluate(() => {
      const views = [...document.querySelectorAll('main > *')];
      Object.assign(globalThis, { views: views.map((element) => new WeakRef(element)) } satisfies Watched);
      for (const element of views) element.remove();
      document.body.append('Another view, about UNDP.');
    });
    await new Promise((resolve) => setTimeout(resolve, READ_MS));
    expect((await marksOf(page)).map(({ surface }) => surface)).toContain('UNDP');
    await page.mouse.click(500, 700);
    const session = await page.createCDPSession();
    for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
    const kept = await page.evaluate(
      () => (globalThis as unknown as Watched).views.filter((reference) => reference.deref()).length,
    );
    expect(kept).toBe(0);
    await page.close();
  });
});

function view(html: string): ServedPage {
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body><p>About DNSSEC.</p><main>${html.repeat(VIEWS)}</main>
<script>customElements.define('x-story', class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<h2>Story</h2><p>A tree that names ICANN.</p>'; }
})</script></body></html>`,
  };
}
