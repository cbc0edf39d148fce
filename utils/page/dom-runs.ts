import { isUnread, type Run, RunBuilder } from './run-builder.ts';

/**
 * The runs of all prose under an element, in order. Reads no style but where two words of different elements touch,
 * so that it costs little more than the walk itself.
 */
export function readRuns(root: Element): readonly Run<Text>[] {
  const builder = new RunBuilder<Text>();
  let previous: Text | undefined;
  let node: Node | null = root;
  while (node) {
    let next: Node | null = null;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node as Text;
      if (previous && touches(builder, text) && standsOnOtherLine(previous, text)) builder.breakRun();
      builder.text(text, text.data);
      previous = text;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      if (isUnread(element.localName, (name) => element.getAttribute(name))) builder.gap();
      else {
        builder.enter(element.localName);
        next = element.firstChild;
        if (!next) builder.leave(element.localName);
      }
    }
    node = next ?? following(node, root, builder);
  }
  return builder.finish();
}

/** The node after this one and all it holds, leaving elements on the way. */
function following(from: Node, root: Element, builder: RunBuilder<Text>): Node | null {
  let node: Node | null = from;
  while (node && node !== root) {
    if (node.nextSibling) return node.nextSibling;
    node = node.parentNode;
    if (node?.nodeType === Node.ELEMENT_NODE) builder.leave((node as Element).localName);
  }
  return null;
}

function touches(builder: RunBuilder<Text>, { data }: Text): boolean {
  return builder.endsInsideWord() && /^[\p{L}\p{N}]/u.test(data);
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
