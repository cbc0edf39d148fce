/**
 * What JSX of our components means in a content script: elements, made at once. Takes the place of Preact there
 * (scripts/lean-content-scripts.ts), where nothing is ever compared or kept up to date: a card is drawn, read and thrown away.
 */
import { newElement } from './new-element.ts';

type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => unknown;

/** An element of HTML, or what a component makes of its properties. Keys are for those who compare. */
export function jsx(type: string | Component, props: Props): unknown {
  if (typeof type === 'function') return type(props);
  const element = newElement(type);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children') append(element, value);
    else if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    else setAttribute(element, name, value);
  }
  return element;
}

export { jsx as jsxs };

/** Several children without an element around them. */
export function Fragment({ children }: Props): unknown {
  return children;
}

/** Puts content in place of what an element holds; `null` empties it. */
export function render(content: unknown, parent: Element): void {
  parent.replaceChildren();
  append(parent, content);
}

function append(parent: Element, content: unknown): void {
  if (Array.isArray(content)) for (const part of content) append(parent, part);
  else if (content != null && typeof content !== 'boolean') parent.append(content as Node | string);
}

/** As Preact does it: a property that is false is left out, but ARIA's states have a word for it. */
function setAttribute(element: Element, name: string, value: unknown): void {
  if (value == null || (value === false && name[4] !== '-')) return;
  element.setAttribute(name, value === true && name[4] !== '-' ? '' : String(value));
}
