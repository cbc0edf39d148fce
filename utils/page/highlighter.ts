import { styleSheet } from './style-sheet.ts';

/** Names of our highlights, as in the style; a page can see them, so they say nothing about the reader. */
const MARKED = 'newsgloss';
const OPEN = 'newsgloss-open';

/**
 * Paints marks with the CSS Custom Highlight API, which leaves the page's elements alone. Static ranges, because
 * live ones make every edit of the page slower (20,000 ranges, 2,000 edits: 193 ms against 4 ms in Chromium).
 * Takes away what a script that has ended without tidying up left on the page, as Firefox ends those of an older version.
 */
export class Highlighter {
  readonly #sheet: CSSStyleSheet | undefined;
  readonly #marked = new Highlight();
  /** The document and the shadow roots that have the style; what the page has thrown away is not to be kept for it. */
  readonly #styled: WeakRef<DocumentOrShadowRoot>[] = [];

  /** @param style undefined where the manifest gives it to every page (docs/decisions/0031-leaving-firefox.md) */
  constructor(style: string | undefined) {
    for (const name of [MARKED, OPEN]) CSS.highlights.delete(name);
    if (style !== undefined) this.#sheet = styleSheet(style);
  }

  mark(range: StaticRange): void {
    // A page that highlights words itself may clear them all.
    if (CSS.highlights.get(MARKED) !== this.#marked) CSS.highlights.set(MARKED, this.#marked);
    this.#style(range);
    this.#marked.add(range);
  }

  unmark(range: AbstractRange): void {
    this.#marked.delete(range);
    if (this.#marked.size === 0) CSS.highlights.delete(MARKED);
  }

  /** Takes all marks away, and the style with them. */
  clear(): void {
    CSS.highlights.delete(MARKED);
    this.#marked.clear();
    for (const reference of this.#styled.splice(0)) {
      const root = reference.deref();
      if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    }
  }

  /** Shows which mark the open card belongs to; none without a range. */
  markOpen(range: StaticRange | undefined): void {
    if (!range) {
      CSS.highlights.delete(OPEN);
      return;
    }
    this.#style(range);
    const highlight = new Highlight(range);
    highlight.priority = 1;
    CSS.highlights.set(OPEN, highlight);
  }

  /** Leaves no trace. */
  destroy(): void {
    CSS.highlights.delete(OPEN);
    this.clear();
  }

  /** Pages that set their own adopted style sheets may have thrown ours out. */
  #style({ startContainer }: StaticRange): void {
    if (!this.#sheet) return;
    const root = startContainer.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(this.#sheet))
      return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    this.#styled.push(new WeakRef(root));
  }
}
