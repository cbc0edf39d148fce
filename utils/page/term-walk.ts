import { elementAround, firstWithin, isInSight, type Mark, rectsOf } from './marks.ts';
import { topModal } from './modal.ts';

export type Direction = 1 | -1;

/** The way through the terms of a page without a pointer: which one is here, which comes next, and bringing it into sight. */
export class TermWalk {
  readonly #document: Document;
  #marks: readonly Mark[] = [];
  #last: Mark | undefined;

  constructor(document: Document) {
    this.#document = document;
  }

  /** The places to stop at, in the order of the page. */
  setMarks(marks: readonly Mark[]): void {
    this.#marks = marks;
  }

  /** The mark after or before the one gone to last, from the other end of the page again after the end; undefined where there is none. */
  step(direction: Direction): Mark | undefined {
    const count = this.#marks.length;
    const last = this.#last && isInSight(this.#last) ? this.#indexOf(this.#last) : -1;
    const here = this.#here(direction);
    // Where all lie above, the first comes next.
    let index = last >= 0 ? last + direction : direction === 1 ? Math.max(here, 0) : here;
    for (let tried = 0; tried < count; tried++, index += direction) {
      const mark = this.#marks[(index + count) % count];
      if (mark && this.#isWithinReach(mark)) return mark;
    }
    return undefined;
  }

  /** The mark that the reader is at: in the link that has the focus, at the text cursor, or the first in sight. */
  here(): Mark | undefined {
    const { activeElement } = this.#document;
    const focused = activeElement?.matches('a') ? firstWithin(activeElement, this.#marks) : undefined;
    return focused ?? this.#marks[this.#here(1)];
  }

  /** Scrolls a mark into sight, and remembers it as the place to go on from. */
  goTo(mark: Mark): void {
    this.#last = mark;
    const element = elementAround(mark.range.startContainer);
    if (isInSight(mark) && this.#isOnTop(mark)) return;
    element?.scrollIntoView({ block: 'center', behavior: 'instant' });
    // The middle of a long paragraph is not yet its word.
    for (let box = element; box && !isInSight(mark); box = box.parentElement) {
      box.scrollBy({ top: (rectsOf(mark)[0]?.top ?? 0) - innerHeight / 2, behavior: 'instant' });
    }
  }

  /** Number of the first mark at or after the text cursor, if that is in sight; else of the one in sight that comes first on the way. */
  #here(direction: Direction): number {
    const cursor = this.#document.getSelection();
    if (cursor?.rangeCount) {
      const at = cursor.getRangeAt(0);
      const next = this.#marks.findIndex((mark) => isAfter(at, mark));
      const before = next - (direction === 1 ? 0 : 1);
      const found = this.#marks[before];
      if (found && isInSight(found)) return before;
    }
    return direction === 1
      ? this.#marks.findIndex((mark) => rectsOf(mark).some(({ bottom }) => bottom > 0))
      : this.#marks.findLastIndex((mark) => rectsOf(mark).some(({ top }) => top < innerHeight));
  }

  /** A page is read anew now and then: the same place is then another mark. */
  #indexOf({ range: { startContainer, startOffset } }: Mark): number {
    return this.#marks.findIndex(
      ({ range }) => range.startContainer === startContainer && range.startOffset === startOffset,
    );
  }

  /** Whether it is laid out at all, and no modal dialog keeps the reader from it. */
  #isWithinReach(mark: Mark): boolean {
    const modal = topModal(this.#document);
    return rectsOf(mark).length > 0 && (!modal || modal.contains(outermost(mark.range.startContainer)));
  }

  /** Whether nothing of the page, such as a head that stays, lies over it. */
  #isOnTop(mark: Mark): boolean {
    const [rect] = rectsOf(mark);
    const found = rect && this.#document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
    return found?.contains(outermost(mark.range.startContainer)) ?? false;
  }
}

/** The node, or what stands for it in the document where it is in a shadow tree. */
function outermost(node: Node): Node {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? outermost(root.host) : node;
}

/** Whether a mark ends at or after a place. */
function isAfter(place: Range, { range }: Mark): boolean {
  try {
    return place.comparePoint(range.endContainer, range.endOffset) >= 0;
  } catch {
    return false; // in another tree, or shorter than it was
  }
}
