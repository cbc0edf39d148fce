import type { ServedPage } from '../../tests/e2e/pages.ts';
import { haveRealPages, readRealPages } from '../../tests/real/pages.ts';
import { END_OF_PAGE } from '../../tests/real/visit.ts';
import { pageText, seeded } from '../corpus.ts';

/** No script of the page runs, so that every script that runs is the extension's, or mark.js's; nothing is fetched. */
const STILL = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:" };
/** Scripts of the page run; nothing is fetched from elsewhere. */
const ALIVE = { 'content-security-policy': "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:" };

/** A page to load, by name. */
export interface BenchPage {
  readonly name: string;
  readonly served: ServedPage;
}

/** So many real pages, spread over all; pages of our own words where there are none. */
export function benchPages(count: number, { scripts }: { scripts: boolean }): BenchPage[] {
  const headers = scripts ? ALIVE : STILL;
  const pages = haveRealPages() ? readRealPages() : ownPages();
  const step = Math.max(1, pages.length / count);
  const chosen = Array.from({ length: Math.min(count, pages.length) }, (_, index) => pages[Math.floor(index * step)]);
  return chosen.flatMap((page) =>
    page ? [{ name: page.name, served: { html: page.html + END_OF_PAGE, headers } }] : [],
  );
}

function ownPages(): { name: string; html: string }[] {
  return [3_000, 30_000, 300_000].map((length) => ({ name: `own-${length}`, html: longPage(length) }));
}

/** A page of about so many characters of text: our own words in random order, with a passage as it was written now and then, and a name that is marked at once in view. */
export function longPage(length: number): string {
  const random = seeded(7);
  const passages = pageText();
  const words = passages.join(' ').match(/\p{Ll}+/gu) ?? [];
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const blocks: string[] = [];
  for (let written = 0; written < length; ) {
    const isHeading = blocks.length % 20 === 0;
    const text =
      blocks.length % 10 === 5
        ? pick(passages)
        : Array.from({ length: isHeading ? 6 : 80 }, () => pick(words)).join(' ');
    blocks.push(isHeading ? `<h2>${text}</h2>` : `<p>${text}</p>`);
    written += text.length;
  }
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A long page</title><body><h2>ICANN</h2>${blocks.join('\n')}`;
}

/** A page that nobody touches. */
export function idlePage(): BenchPage {
  return { name: 'idle', served: { html: longPage(30_000) + END_OF_PAGE } };
}

/** A live blog with ten updates a second, of which it keeps the last hundred. */
export function liveBlog(): BenchPage {
  const updates = JSON.stringify(pageText().slice(0, 40)).replaceAll('<', '\\u003c');
  const script = `const updates = ${updates}; let count = 0;
    setInterval(() => {
      const entry = document.createElement('article');
      const heading = document.createElement('h3');
      heading.textContent = 'Update ' + ++count;
      const text = document.createElement('p');
      text.textContent = updates[count % updates.length];
      entry.append(heading, text);
      const blog = document.querySelector('main');
      blog.prepend(entry);
      if (blog.childElementCount > 100) blog.lastElementChild.remove();
    }, 100);`;
  return {
    name: 'live-blog',
    served: {
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Live</title><body><main></main>${END_OF_PAGE}<script>${script}</script>`,
    },
  };
}
