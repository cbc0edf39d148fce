import { isInWord } from '../lexicon/fold.ts';
import type { Steps } from '../lexicon/steps.ts';
import { gapBefore, isBlock, isUnread } from './prose.ts';
import { type Run, RunWriter } from './run-writer.ts';

/** What a block is read from: an element that begins a line, or a shadow root. */
export type BlockRoot = Element | ShadowRoot;

/** What a block holds, in order: text of its own, and other blocks. */
export type BlockItem =
  | { readonly kind: 'run'; readonly run: Run<Text> }
  | { readonly kind: 'block'; readonly root: BlockRoot };

/** What the one who reads a block must know of elements, and is told of them. */
export interface Elements {
  /** The shadow root of an element, closed ones too where the browser lets us in. */
  shadowRootOf(element: Element): ShadowRoot | null;
  /** A custom element that its page has not defined yet. */
  onUndefined(element: Element): void;
  /** An element whose text is left unread. */
  onUnread(element: Element): void;
}

/** Nodes between two pauses: well under a millisecond. */
const NODES_A_STEP = 256;

/**
 * Reads one block without those inside it. Reads no style but where two words of different elements touch, so that
 * it costs little more than the walk itself. Pauses after that, and in blocks of very many nodes.
 */
export function* readBlock(root: BlockRoot, elements: Elements): Steps<readonly BlockItem[]> {
  const items: BlockItem[] = [];
  const writer = new RunWriter<Text>((run) => items.push({ kind: 'run', run }));
  if (root instanceof Element && isLeftUnread(root)) {
    elements.onUnread(root);
    return items;
  }
  const own = root instanceof Element ? elements.shadowRootOf(root) : null;
  if (own) items.push({ kind: 'block', root: own });
  let previous: Text | undefined;
  let nodes = 0;
  let node: Node | null = root.firstChild;
  while (node) {
    let next: Node | null = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node as Text;
      const { data } = text;
      if (previous && touches(writer, data)) {
        if (standsOnOtherLine(previous, text)) writer.end();
        // Styles take longer than nodes, and where no spaces part words they are asked for at every element.
        yield;
      }
      writer.text(text, data);
      previous = text;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      const tag = element.localName;
      if (isLeftUnread(element)) {
        elements.onUnread(element);
        writer.gap();
      } else if (isBlock(tag)) {
        writer.end();
        items.push({ kind: 'block', root: element });
      } else {
        const gap = gapBefore(tag);
        if (gap) writer.gap(gap);
        const shadow = elements.shadowRootOf(element);
        if (shadow) items.push({ kind: 'block', root: shadow });
        else if (tag.includes('-') && !element.matches(':defined')) elements.onUndefined(element);
        next = element.firstChild;
        if (!next && shadow) writer.gap();
      }
    }
    node = next ?? following(node, root);
    if (++nodes % NODES_A_STEP === 0) yield;
  }
  writer.end();
  return items;
}

/** Whether an element holds nothing to read: by the rules for prose, or because it is set as code. */
export function isLeftUnread(element: Element): boolean {
  if (!element.hasAttributes()) return isUnread(element.localName, () => null);
  const attribute = (name: string) => element.getAttribute(name);
  return isUnread(element.localName, attribute) || (isKeptFromTranslation(element) && isMonospaced(element));
}

/** Names of brands are kept from translation too, so that this alone says nothing. */
function isKeptFromTranslation(element: Element): boolean {
  return element.getAttribute('translate') === 'no' || element.classList.contains('notranslate');
}

function isMonospaced(element: Element): boolean {
  return /mono/i.test(getComputedStyle(element).fontFamily);
}

/** The node after this one and all it holds. */
function following(from: Node, root: BlockRoot): Node | null {
  for (let node: Node | null = from; node && node !== root; node = node.parentNode) {
    if (node.nextSibling) return node.nextSibling;
  }
  return null;
}

function touches(writer: RunWriter<Text>, data: string): boolean {
  return writer.endsInsideWord() && isInWord(data.charCodeAt(0));
}

/** Whether an element between the two texts is laid out as a block although its name says inline. */
function standsOnOtherLine(previous: Text, text: Text): boolean {
  return hasBlockUpTo(previous.parentElement, text) || hasBlockUpTo(text.parentElement, previous);
}

function hasBlockUpTo(from: Element | null, other: Text): boolean {
  for (let element = from; element && !element.contains(other); element = element.parentElement) {
    if (!/^(?:inline|contents|ruby)/.test(getComputedStyle(element).display)) return true;
  }
  return false;
}
