/** Names of our highlights; a page can see them, so they say nothing about the reader. */
const MARKED = 'newsgloss';
const OPEN = 'newsgloss-open';

/** A quiet dotted line in the colour of the text; a wash of it while its card is open. */
const STYLE = `
::highlight(${MARKED}) {
  text-decoration: underline dotted color-mix(in srgb, currentColor 65%, transparent) 0.09em;
  text-underline-offset: 0.22em;
}
::highlight(${OPEN}) {
  background-color: color-mix(in srgb, currentColor 14%, transparent);
  text-decoration: underline dotted currentColor 0.09em;
  text-underline-offset: 0.22em;
}
@media (forced-colors: active) {
  ::highlight(${MARKED}) { text-decoration: underline dotted LinkText 0.09em; }
  ::highlight(${OPEN}) { background-color: Highlight; color: HighlightText; }
}`;

/**
 * Paints marks with the CSS Custom Highlight API, which leaves the page's elements alone. Static ranges, because
 * live ones make every edit of the page slower (20,000 ranges, 2,000 edits: 193 ms against 4 ms in Chromium).
 */
export class Highlighter {
  readonly #document: Document;
  #sheet: CSSStyleSheet | undefined;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Marks these ranges and no others. */
  mark(ranges: readonly StaticRange[]): void {
    if (ranges.length === 0) {
      CSS.highlights.delete(MARKED);
      return;
    }
    this.#adoptStyle();
    CSS.highlights.set(MARKED, new Highlight(...ranges));
  }

  /** Shows which mark the open card belongs to; none without a range. */
  markOpen(range: StaticRange | undefined): void {
    if (!range) {
      CSS.highlights.delete(OPEN);
      return;
    }
    this.#adoptStyle();
    const highlight = new Highlight(range);
    highlight.priority = 1;
    CSS.highlights.set(OPEN, highlight);
  }

  /** Leaves no trace. */
  destroy(): void {
    CSS.highlights.delete(MARKED);
    CSS.highlights.delete(OPEN);
    const sheet = this.#sheet;
    if (!sheet) return;
    this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter((other) => other !== sheet);
    this.#sheet = undefined;
  }

  #adoptStyle(): void {
    if (this.#sheet) return;
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(STYLE);
    this.#document.adoptedStyleSheets = [...this.#document.adoptedStyleSheets, this.#sheet];
  }
}
