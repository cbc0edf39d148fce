import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { isUnread } from '../utils/page/prose.ts';
import { RunBuilder } from '../utils/page/run-builder.ts';

type HtmlNode = DefaultTreeAdapterMap['node'];
type HtmlElement = DefaultTreeAdapterMap['element'];

/** A text in passages, each with its place in the whole. */
interface PlacedPassage {
  readonly text: string;
  readonly heading: boolean;
  readonly section: number;
  /** UTF-16 units of the whole text before it. */
  readonly offset: number;
}

/** What is read from a file. */
export interface ReadText {
  /** The whole text that offsets count in. */
  readonly text: string;
  readonly passages: readonly PlacedPassage[];
  readonly title?: string;
  readonly lang?: string;
}

/** A line that may be the heading of a plain text: short, alone, and no sentence. */
const LONGEST_HEADING = 120;
const BETWEEN_RUNS = '\n\n';

/** Reads plain text: passages are parted by empty lines. */
export function readPlainText(text: string): ReadText {
  const passages: PlacedPassage[] = [];
  let section = 0;
  for (const { index, 0: paragraph } of text.matchAll(/\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*)*/g)) {
    const heading = isHeading(paragraph);
    if (heading) section++;
    passages.push({ text: paragraph, heading, section, offset: index });
  }
  return { text, passages };
}

function isHeading(paragraph: string): boolean {
  const line = paragraph.trim();
  return line.length <= LONGEST_HEADING && !line.includes('\n') && !/[.!?…:;,"'’”)]$/.test(line);
}

/** Reads HTML as the page does, but for what only a browser knows: styles, and what scripts add. */
export function readHtml(html: string): ReadText {
  const document = parse(html);
  const builder = new RunBuilder<HtmlNode>();
  let title: string | undefined;
  let lang: string | undefined;
  walk(document, {
    enter(element) {
      if (element.tagName === 'html') lang = attribute(element, 'lang');
      if (element.tagName === 'title') title ??= textOf(element);
      if (element.tagName !== 'head' && isUnread(element.tagName, (name) => attribute(element, name) ?? null)) {
        builder.gap();
        return false;
      }
      builder.enter(element.tagName);
      return true;
    },
    text: (node, data) => builder.text(node, data),
    leave: (element) => builder.leave(element.tagName),
  });
  let offset = 0;
  const passages = builder.finish().map(({ text, heading, section }) => {
    const passage = { text, heading, section, offset };
    offset += text.length + BETWEEN_RUNS.length;
    return passage;
  });
  const text = passages.map((passage) => passage.text).join(BETWEEN_RUNS);
  return { text, passages, ...(title ? { title } : {}), ...(lang ? { lang } : {}) };
}

interface Visitor {
  /** Returns whether to read what the element holds. */
  enter(element: HtmlElement): boolean;
  text(node: HtmlNode, data: string): void;
  leave(element: HtmlElement): void;
}

/** Walks a tree without recursion, for a document may be nested deeper than the stack. */
function walk(root: HtmlNode, visitor: Visitor): void {
  const open: { element: HtmlElement | undefined; children: readonly HtmlNode[]; next: number }[] = [
    { element: undefined, children: 'childNodes' in root ? root.childNodes : [], next: 0 },
  ];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const node = top.children[top.next++];
    if (!node) {
      if (top.element) visitor.leave(top.element);
      open.pop();
    } else if (node.nodeName === '#text' && 'value' in node) {
      visitor.text(node, node.value);
    } else if ('tagName' in node && visitor.enter(node)) {
      open.push({ element: node, children: node.childNodes, next: 0 });
    }
  }
}

function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((other) => other.name === name)?.value;
}

function textOf(element: HtmlElement): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}
