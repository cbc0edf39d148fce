import { parseHTML } from 'linkedom';
import { type ComponentChild, render } from 'preact';
import { expect, vi } from 'vitest';

const { window } = parseHTML('<!doctype html><html><body></body></html>');
Object.assign(globalThis, {
  document: window.document,
  Event: window.Event,
  HTMLElement: window.HTMLElement,
  Node: window.Node,
});

/** As long as a machine that does other things beside may take. */
const PATIENCE_MS = 20_000;

/** Draws into an empty page; what was there before goes. */
export function draw(node: ComponentChild): void {
  render(null, window.document.body);
  render(node, window.document.body);
}

/** The buttons that a reader sees, by their words. */
export function button(words: string): HTMLButtonElement {
  const all: HTMLButtonElement[] = [...window.document.querySelectorAll('button')];
  const found = all.find(({ textContent }) => textContent === words);
  if (!found) throw new Error(`There is no button “${words}”, only ${all.map((each) => `“${each.textContent}”`)}.`);
  return found;
}

/** Presses a button as a pointer does, once it is there, or for the second time within a double click; one that is disabled does nothing. */
export async function press(words: string, clicks: 1 | 2 = 1): Promise<void> {
  const pressed = await until(() => button(words));
  if (!pressed.disabled) pressed.dispatchEvent(Object.assign(new window.Event('click'), { detail: clicks }));
  await settled();
}

/** What stands on the page, in one line. */
export function textOf(selector = 'body'): string {
  return (window.document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Waits until it holds. */
export function until<T>(holds: () => T): Promise<T> {
  return vi.waitFor(holds, PATIENCE_MS);
}

/** Waits until the page tells the reader this. */
export function said(what: string | RegExp): Promise<void> {
  return until(() => expect(textOf('[role=status]')).toMatch(what));
}

/** Waits a moment, in which what should not happen would. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}
