import { countBefore } from '../lexicon/count-before.ts';
import { isInWord } from '../lexicon/fold.ts';

/** A stretch of a run that comes from one text node. */
export interface Piece<N> {
  readonly node: N;
  /** Where the node's text begins in the run, in UTF-16 units; below 0 where an earlier run holds its beginning. */
  readonly start: number;
}

/** The text of one block, with inline elements looked through, so that `<b>NIS</b>2` is one word. */
export interface Run<N> {
  readonly text: string;
  readonly pieces: readonly Piece<N>[];
}

/** Longer texts become several runs, each read in about a millisecond even where nothing is compiled yet, in UTF-16 units. */
const LONGEST_RUN = 4096;

/** Puts the texts of a block together to runs. */
export class RunWriter<N> {
  readonly #onRun: (run: Run<N>) => void;
  #text = '';
  #pieces: Piece<N>[] = [];
  /** The last text written; asking the whole text for its end would copy it each time. */
  #last = '';

  constructor(onRun: (run: Run<N>) => void) {
    this.#onRun = onRun;
  }

  /** Text, in the order of the document. */
  text(node: N, data: string): void {
    let from = 0;
    while (this.#text.length + data.length - from > LONGEST_RUN) {
      const room = LONGEST_RUN - this.#text.length;
      const cut = placeToCut(data, from, from + room);
      this.#write(node, data.slice(from, cut), from);
      this.end();
      from = cut;
    }
    this.#write(node, from === 0 ? data : data.slice(from), from);
  }

  /** Something stands between two texts that does not join them: a field of a form, or the end of a line. */
  gap(between = ' '): void {
    this.#text += between;
    this.#last = between;
  }

  /** Whether the next text would run on from a word: then it matters whether the two stand on one line. */
  endsInsideWord(): boolean {
    return isInWord(this.#last.charCodeAt(this.#last.length - 1));
  }

  /** The run ends here. */
  end(): void {
    if (/\S/.test(this.#text)) this.#onRun({ text: this.#text, pieces: this.#pieces });
    this.#text = this.#last = '';
    this.#pieces = [];
  }

  #write(node: N, data: string, from: number): void {
    if (data === '') return;
    this.#pieces.push({ node, start: this.#text.length - from });
    this.#text += data;
    this.#last = data;
  }
}

/** Where a text is best parted before `to`: at the end of a sentence, else between words, else right there. */
function placeToCut(data: string, from: number, to: number): number {
  for (const end of ['\n', '. ', ' ']) {
    const at = data.lastIndexOf(end, to - end.length);
    if (at > from && at > to - LONGEST_RUN / 2) return at + end.length;
  }
  return Math.max(to, from);
}

/** The piece that holds a place of the run, or undefined where none does. */
export function pieceAt<N>({ pieces }: Run<N>, offset: number): Piece<N> | undefined {
  return pieces[countBefore(pieces, ({ start }) => start <= offset) - 1];
}
