import { expect, it } from 'vitest';
import { readHtml } from './text-runs.ts';

const textsOf = (html: string) => readHtml(html).passages.map(({ text }) => text.trim().replace(/\s+/g, ' '));

it.each([
  ['shapes that close themselves', `<svg>${'<path d="M0 0"/>'.repeat(5000)}</svg>`],
  ['scripts with "<" in them', `<script>${'for(i=0;i<n;i++);'.repeat(5000)}</script>`],
  ['comments with tags in them', `<!--${'<div>'.repeat(5000)}-->`],
  ['attributes with tags in them', `<i title="${'<div>'.repeat(5000)}"></i>`],
])('reads on as before after any number of %s', (_, html) => {
  const rest = '<nav>ICANN</nav><script>"ICANN"</script><h2>Names</h2><p>ICANN said so.</p>';
  expect(readHtml(`<main>${html}${rest}</main>`)).toEqual(readHtml(`<main>${rest}</main>`));
});

it('reads a page with thousands of paragraphs that nothing closes', () => {
  const html = `${'<main>'.repeat(300)}${'<p>a<p>b<br>'.repeat(5000)}${'</main>'.repeat(300)}`;
  expect(textsOf(html)).toEqual(Array.from({ length: 10_000 }, (_, index) => (index % 2 === 0 ? 'a' : 'b')));
});

it('keeps the text of what lies deep, and what follows it', () => {
  const html = `${'<div>'.repeat(50_000)}deep <b>down</b>${'</div>'.repeat(50_000)}<p>after</p>`;
  expect(textsOf(html)).toEqual(['deep down', 'after']);
});

it('comes to an end where tags do not', () => {
  expect(textsOf(`<p>before</p>${'<div'.repeat(100_000)}`)).toEqual(['before']);
});
