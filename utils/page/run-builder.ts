/**
 * Reads a document as runs: the text of one block, with inline elements looked through, so that
 * `<b>NIS</b>2` is one word. Fed by a walk over any tree; the page and the publisher's `annotate` use the same one.
 */

/** A stretch of a run that comes from one text node. */
export interface Piece<N> {
  readonly node: N;
  /** Where the node's text begins in the run, in UTF-16 units. */
  readonly start: number;
}

export interface Run<N> {
  readonly text: string;
  readonly pieces: readonly Piece<N>[];
  /** Whether the run is a heading. */
  readonly heading: boolean;
  /** Number of the section it stands in; a section begins at each heading, article and section element. */
  readonly section: number;
}

const words = (list: string) => new Set(list.split(' '));

/** Never read: no prose, or the reader's own text. */
const SKIPPED = words(
  'script style noscript template textarea input select option datalist button code pre kbd samp var tt svg math ' +
    'canvas audio video object embed iframe frame frameset head title meta link nav menu map area progress meter rp rt',
);

/** Elements that flow with the text around them; every unknown element does too, as in CSS. */
const BLOCKS = words(
  'address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol optgroup p search section summary table tbody ' +
    'td tfoot th thead tr ul',
);

const HEADINGS = words('h1 h2 h3 h4 h5 h6');
const SECTION_ROOTS = words('article section');

/** Roles whose text is a control or a menu, not prose. */
const SKIPPED_ROLES = words('button menu menubar navigation searchbox tablist textbox toolbar');

/**
 * Whether the text in an element is left unread: it is no prose, hidden, or being written.
 * @param attribute gives the value of one of its attributes, or null
 */
export function isUnread(tag: string, attribute: (name: string) => string | null): boolean {
  if (SKIPPED.has(tag) || attribute('hidden') !== null) return true;
  const editable = attribute('contenteditable');
  return (editable !== null && editable !== 'false') || SKIPPED_ROLES.has(attribute('role') ?? '');
}

export class RunBuilder<N> {
  readonly runs: Run<N>[] = [];
  #text = '';
  #pieces: Piece<N>[] = [];
  #headings = 0;
  #section = 0;

  /** An element begins. */
  enter(tag: string): void {
    if (tag === 'br') this.#text += '\n';
    else if (tag === 'img') this.#text += ' ';
    if (!BLOCKS.has(tag)) return;
    this.#flush();
    if (HEADINGS.has(tag)) this.#headings++;
    if (HEADINGS.has(tag) || SECTION_ROOTS.has(tag)) this.#section++;
  }

  /** An element ends. */
  leave(tag: string): void {
    if (!BLOCKS.has(tag)) return;
    this.#flush();
    if (HEADINGS.has(tag)) this.#headings--;
  }

  /** Text, in the order of the document. */
  text(node: N, data: string): void {
    if (data === '') return;
    this.#pieces.push({ node, start: this.#text.length });
    this.#text += data;
  }

  /** Something stands between two texts that does not join them, such as a field of a form. */
  gap(): void {
    this.#text += ' ';
  }

  /** Whether the next text would run on from a word: then it matters whether the two stand on one line. */
  endsInsideWord(): boolean {
    return /[\p{L}\p{N}]$/u.test(this.#text);
  }

  /** A line ends here though no block does: an inline element is laid out as a block. */
  breakRun(): void {
    this.#flush();
  }

  /** The end of the document. */
  finish(): readonly Run<N>[] {
    this.#flush();
    return this.runs;
  }

  #flush(): void {
    if (/\S/.test(this.#text)) {
      this.runs.push({ text: this.#text, pieces: this.#pieces, heading: this.#headings > 0, section: this.#section });
    }
    this.#text = '';
    this.#pieces = [];
  }
}

/** The piece that holds a place of the run, or undefined where none does. Binary search. */
export function pieceAt<N>({ pieces }: Run<N>, offset: number): Piece<N> | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}
