import { beginsSection, gapBefore, isBlock, isHeading } from './prose.ts';
import { type Run, RunWriter } from './run-writer.ts';

/** A run with its place in the document. */
export interface SectionRun<N> extends Run<N> {
  /** Whether the run is a heading. */
  readonly heading: boolean;
  /** Number of the section it stands in; a section begins at each heading, article and section element. */
  readonly section: number;
}

/** Reads a whole document as runs, fed by a walk over any tree. Pages read theirs block by block (page-text.ts). */
export class RunBuilder<N> {
  readonly #runs: SectionRun<N>[] = [];
  readonly #writer = new RunWriter<N>((run) => {
    this.#runs.push({ ...run, heading: this.#headings > 0, section: this.#section });
  });
  #headings = 0;
  #section = 0;

  /** An element begins. */
  enter(tag: string): void {
    const gap = gapBefore(tag);
    if (gap) this.#writer.gap(gap);
    if (!isBlock(tag)) return;
    this.#writer.end();
    if (isHeading(tag)) this.#headings++;
    if (beginsSection(tag)) this.#section++;
  }

  /** An element ends. */
  leave(tag: string): void {
    if (!isBlock(tag)) return;
    this.#writer.end();
    if (isHeading(tag)) this.#headings--;
  }

  /** Text, in the order of the document. */
  text(node: N, data: string): void {
    this.#writer.text(node, data);
  }

  /** Something stands between two texts that does not join them, such as a field of a form. */
  gap(): void {
    this.#writer.gap();
  }

  /** The end of the document. */
  finish(): readonly SectionRun<N>[] {
    this.#writer.end();
    return this.#runs;
  }
}
