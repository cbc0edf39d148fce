import type { MentionSense } from '../lexicon/annotate.ts';
import { pieceAt, type Run } from './run-writer.ts';

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

/** Which mark stands at a point or in an element; from text node to marks, so that its cost does not grow with their number. */
export class MarkIndex {
  readonly marks: readonly Mark[];
  readonly #byNode = new Map<Node, Mark[]>();
  /** Shadow trees that hold marks, closed ones too: the caret looks only into those it is told of. */
  readonly #shadowRoots = new Set<ShadowRoot>();

  constructor(marks: readonly Mark[]) {
    this.marks = marks;
    for (const mark of marks) {
      const root = mark.range.startContainer.getRootNode();
      if (root instanceof ShadowRoot) this.#addShadowRoot(root);
      for (const node of new Set([mark.range.startContainer, mark.range.endContainer])) {
        const others = this.#byNode.get(node);
        if (others) others.push(mark);
        else this.#byNode.set(node, [mark]);
      }
    }
  }

  /** The mark under a point of the viewport, in CSS pixels. */
  at(document: Document, x: number, y: number): Mark | undefined {
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots: [...this.#shadowRoots] });
    const candidates = caret && this.#byNode.get(caret.offsetNode);
    return candidates?.find((mark) => isSeen(mark) && rectsOf(mark).some((rect) => isInside(rect, x, y)));
  }

  /** The first mark in an element, such as a link that has the focus. */
  within(element: Element): Mark | undefined {
    return this.marks.find(({ range }) => element.contains(range.startContainer));
  }

  /** With those around it, for a closed one inside a closed one is seen only through both. */
  #addShadowRoot(root: ShadowRoot): void {
    if (this.#shadowRoots.has(root)) return;
    this.#shadowRoots.add(root);
    const outer = root.host.getRootNode();
    if (outer instanceof ShadowRoot) this.#addShadowRoot(outer);
  }
}

/** Text that is still to be faded in is marked, but has no card yet. */
function isSeen({ range: { startContainer } }: Mark): boolean {
  return startContainer.parentElement?.checkVisibility({ opacityProperty: true }) ?? true;
}

/** The boxes of a mark on the screen; none where the page has changed under it. */
export function rectsOf(mark: Mark): DOMRect[] {
  return isIntact(mark) ? [...(liveRange(mark.range)?.getClientRects() ?? [])] : [];
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

function isInside({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left - SLACK && x <= right + SLACK && y >= top - SLACK && y <= bottom + SLACK;
}
