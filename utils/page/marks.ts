import type { MentionSense } from '../lexicon/annotate.ts';
import { pieceAt, type Run } from './run-writer.ts';
import { elementsSeen } from './seen-through.ts';

/** A mention of the page that is marked, with where it stands in the document. */
export interface Mark {
  readonly surface: string;
  /** Whether the reader is told why it means this here. */
  readonly ambiguous: boolean;
  readonly senses: readonly [MentionSense, ...MentionSense[]];
  readonly range: StaticRange;
}

/** How far from the text the pointer may be, in CSS pixels: the line under a word counts too. */
const SLACK = 3;

/**
 * The range of a stretch of a run, or undefined where it does not begin and end in text.
 * @param start @param end UTF-16 units of the run
 */
export function rangeIn(run: Run<Text>, start: number, end: number): StaticRange | undefined {
  const first = pieceAt(run, start);
  const last = pieceAt(run, end - 1);
  if (!first || !last) return undefined;
  return new StaticRange({
    startContainer: first.node,
    startOffset: start - first.start,
    endContainer: last.node,
    endOffset: end - last.start,
  });
}

/** Which mark stands at a point or in an element; from nodes to marks, so that its cost does not grow with their number. */
export class MarkIndex {
  readonly marks: readonly Mark[];
  /** By the text nodes where they begin and end, by the elements around those, and by that around both. */
  readonly #byNode = new Map<Node, Mark[]>();
  /** Shadow trees that hold marks, by their hosts, closed ones too: the caret looks only into those it is told of. */
  readonly #shadowRoots = new Map<Element, ShadowRoot>();

  constructor(marks: readonly Mark[]) {
    this.marks = marks;
    for (const mark of marks) {
      const { startContainer, endContainer } = mark.range;
      this.#addShadowRoot(startContainer);
      const around = startContainer === endContainer ? null : liveRange(mark.range)?.commonAncestorContainer;
      for (const node of new Set([
        startContainer,
        endContainer,
        startContainer.parentNode,
        endContainer.parentNode,
        around,
      ])) {
        if (!node) continue;
        const others = this.#byNode.get(node);
        if (others) others.push(mark);
        else this.#byNode.set(node, [mark]);
      }
    }
  }

  /** The mark under a point of the viewport, in CSS pixels. */
  at(document: Document, x: number, y: number): Mark | undefined {
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots: [...this.#shadowRoots.values()] });
    if (caret && isOnText(caret, x, y)) {
      for (let node: Node | null = caret.offsetNode; node; node = node.parentNode) {
        const mark = this.#markIn(node, x, y);
        if (mark) return mark;
      }
      return undefined;
    }
    for (const element of elementsSeen(document, x, y, this.#shadowRoots)) {
      const mark = this.#markIn(element, x, y);
      if (mark) return mark;
    }
    return undefined;
  }

  #markIn(node: Node, x: number, y: number): Mark | undefined {
    const candidates = this.#byNode.get(node);
    return candidates?.find(
      (mark) => isSeen(mark.range.startContainer) && rectsOf(mark).some((rect) => isInside(rect, x, y)),
    );
  }

  /** The one around a node, with those around it, for a closed one inside a closed one is seen only through both. */
  #addShadowRoot(inner: Node): void {
    const root = inner.getRootNode();
    if (!(root instanceof ShadowRoot) || this.#shadowRoots.has(root.host)) return;
    this.#shadowRoots.set(root.host, root);
    this.#addShadowRoot(root.host);
  }
}

/** The first of some marks in an element, such as a link that has the focus. */
export function firstWithin(element: Element, marks: readonly Mark[]): Mark | undefined {
  return marks.find(({ range }) => element.contains(range.startContainer));
}

/** Whether a point is on the text of a caret, not only nearer to it than to other text. */
function isOnText({ offsetNode, offset }: CaretPosition, x: number, y: number): boolean {
  if (offsetNode.nodeType !== Node.TEXT_NODE || !isSeen(offsetNode)) return false;
  const range = new Range();
  range.setStart(offsetNode, Math.max(0, offset - 1));
  range.setEnd(offsetNode, Math.min(lengthOf(offsetNode), offset + 1));
  return [...range.getClientRects()].some((rect) => isInside(rect, x, y));
}

/** Text that is still to be faded in is marked, but not seen yet. */
function isSeen({ parentElement }: Node): boolean {
  return parentElement?.checkVisibility({ opacityProperty: true }) ?? true;
}

/** The boxes of a mark on the screen; none where the page has changed under it. */
export function rectsOf(mark: Mark): DOMRect[] {
  return isIntact(mark) ? [...(liveRange(mark.range)?.getClientRects() ?? [])] : [];
}

/** Whether a mark, or one of its lines, lies between the upper and the lower edge of the viewport. */
export function isInSight(mark: Mark): boolean {
  return rectsOf(mark).some(({ top, bottom }) => top >= 0 && bottom <= innerHeight);
}

/** The element around a text node, or the one that hosts the shadow tree it stands in. */
export function elementAround({ parentNode, parentElement }: Node): Element | null {
  return parentNode instanceof ShadowRoot ? parentNode.host : parentElement;
}

/** Whether the words that were marked still stand where they stood. */
export function isIntact({ range, surface }: Mark): boolean {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (startContainer === endContainer) {
    return startContainer.isConnected && (startContainer as Text).data.slice(startOffset, endOffset) === surface;
  }
  const live = liveRange(range);
  return live !== undefined && sameWords(live.toString(), surface);
}

function liveRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range | undefined {
  if (!startContainer.isConnected || !endContainer.isConnected) return undefined;
  if (startOffset > lengthOf(startContainer) || endOffset > lengthOf(endContainer)) return undefined;
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

function sameWords(a: string, b: string): boolean {
  return a.replace(/\s/g, '') === b.replace(/\s/g, '');
}

function lengthOf(node: Node): number {
  return (node as Partial<Text>).data?.length ?? 0;
}

/** Whether a point lies in a box, or within a few pixels of it. */
export function isInside({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left - SLACK && x <= right + SLACK && y >= top - SLACK && y <= bottom + SLACK;
}
