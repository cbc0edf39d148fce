import { countBefore } from './count-before.ts';
import { AGAINST, NUMBER } from './flags.ts';
import type { Matcher } from './matcher.ts';
import type { TermNumber } from './model.ts';
import { type Rows, rowsOf } from './rows.ts';
import { readSections } from './sections.ts';
import type { Sentences } from './sentences.ts';
import { surfaceMemo } from './surface-memo.ts';

const SECTIONS = 6;

/** What a page may say about its places: cues, countries, topics. Four fifths of a lexicon, and most pages have no doubtful place. */
export class Signs {
  readonly matcher: Matcher;
  /** What surfaces of signs stand for, as far as pages have shown. */
  readonly values = surfaceMemo<readonly number[]>();
  /** Of each run of cues with the same owners the first one. */
  readonly #firstCues: Uint32Array;
  readonly #owners: Rows;
  readonly #topicsOfWord: Uint32Array;
  readonly #sentenceBytes: Uint8Array;
  #sentences: Sentences | undefined;

  /** @throws LexiconError when the buffer is corrupt or of another version */
  constructor(buffer: ArrayBuffer) {
    const { bytes, numbers, matcher } = readSections(buffer, SECTIONS);
    this.matcher = matcher(0);
    this.#firstCues = numbers(1);
    this.#owners = rowsOf(numbers(2), numbers(3));
    this.#topicsOfWord = numbers(4);
    this.#sentenceBytes = bytes(5);
  }

  /** Calls `visit` for each term a cue speaks for or against. */
  forEachOwner(cue: number, visit: (term: TermNumber, against: boolean) => void): void {
    const run = countBefore(this.#firstCues, (first) => first <= cue) - 1;
    this.#owners(run, (owner) => visit(owner & NUMBER, owner >= AGAINST));
  }

  /** What a reader is told by each kind of evidence. */
  get sentences(): Sentences {
    this.#sentences ??= JSON.parse(new TextDecoder().decode(this.#sentenceBytes)) as Sentences;
    return this.#sentences;
  }

  /** A bit for each topic of a word. */
  topicsOfWord(word: number): number {
    return this.#topicsOfWord[word] ?? 0;
  }
}
