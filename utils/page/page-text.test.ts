import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Found } from './block.ts';
import { PageText } from './page-text.ts';

/** More than are read between two pauses. */
const MANY = 2000;

const { document, Node, Element, ShadowRoot } = parseHTML(
  `<!doctype html><html><body>${Array.from({ length: MANY }, (_, index) => `<p id="p${index}">Paragraph ${index}</p>`).join('')}</body></html>`,
);
let texts: string[];
let text: PageText;

beforeEach(() => {
  for (const [name, value] of Object.entries({ Node, Element, ShadowRoot })) vi.stubGlobal(name, value);
  texts = [];
  text = new PageText(document.body, {
    scan: (run) => {
      texts.push(run);
      return { occurrences: [{}], signs: [] } as unknown as Found;
    },
    shadowRootOf: () => null,
    onShadowRoot: () => undefined,
    onUndefined: () => undefined,
    onStale: () => false,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const found = () => [...text.parts()].flatMap(([part]) => ('text' in part ? [part.text] : []));

it('reads what is to come first before the long block around it has been gone through', () => {
  const reading = text.read();
  reading.next();
  const wanted = ['p1200', 'p1500'];
  for (const id of wanted) text.readFirst(document.getElementById(id));
  for (let step = 0; step < MANY / 256; step++) reading.next();
  expect(texts.toSorted()).toEqual(['Paragraph 1200', 'Paragraph 1500']);
  expect(found()).toEqual(['Paragraph 1200', 'Paragraph 1500']);
});

it('finds all in the order of the page whatever was read first', () => {
  const reading = text.read();
  reading.next();
  for (const id of ['p1200', 'p3']) text.readFirst(document.getElementById(id));
  while (!reading.next().done);
  const all = Array.from({ length: MANY }, (_, index) => `Paragraph ${index}`);
  expect(found()).toEqual(all);
  expect(texts.length).toBe(MANY);
});

it('reads a long block once more that changes while it is read', () => {
  const reading = text.read();
  reading.next();
  text.readFirst(document.getElementById('p7'));
  reading.next();
  text.changed(document.body);
  while (!reading.next().done);
  expect(found()).toHaveLength(MANY);
  expect(texts).toHaveLength(MANY);
});
