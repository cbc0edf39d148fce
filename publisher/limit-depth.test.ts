import { expect, it } from 'vitest';
import { limitDepth } from './limit-depth.ts';
import { readHtml } from './text-runs.ts';

it('leaves a page of ordinary depth alone', () => {
  const html = '<main>'.repeat(300) + '<p>a<p>b<br>'.repeat(5000) + '</main>'.repeat(300);
  expect(limitDepth(html)).toBe(html);
});

it('keeps the text of what lies too deep, and what follows it', () => {
  const html = `${'<div>'.repeat(50_000)}deep <b>down</b>${'</div>'.repeat(50_000)}<p>after</p>`;
  expect(readHtml(html).passages.map(({ text }) => text.trim().replace(/\s+/g, ' '))).toEqual(['deep down', 'after']);
});

it('comes to an end where tags do not', () => {
  expect(limitDepth('<div'.repeat(100_000)).length).toBeLessThan(100_000);
});
