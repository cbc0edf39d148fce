import { AMBIGUOUS, BY_STORY, COMMON, MOSTLY, NEARLY_ALWAYS, NUMBER, RARELY } from './flags.ts';
import { hashWord } from './hashes.ts';
import type { Matcher } from './matcher.ts';
import type { TermNumber, Trust } from './model.ts';
import type { Reading } from './occurrence.ts';
import { type Rows, rowsOf } from './rows.ts';
import { readSections } from './sections.ts';
import { Signs } from './signs.ts';
import { surfaceMemo } from './surface-memo.ts';

const SECTIONS = 14;

/** A compiled lexicon: all labels, and the signs that tell the senses of doubtful ones apart. */
export interface LexiconBuffers {
  readonly labels: ArrayBuffer;
  readonly signs: ArrayBuffer;
}

/** A compiled lexicon as a page uses it: views over its buffers, nothing parsed before it is needed. */
export class Lexicon {
  readonly labels: Matcher;
  /** What tells the senses of doubtful labels apart. */
  readonly signs: Signs | undefined;
  /** What surfaces of labels stand for, as far as pages have shown. */
  readonly readings = surfaceMemo<Reading>();
  readonly #termIds: Uint8Array;
  readonly #termOfLabel: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #countryOfTerm: Uint8Array;
  readonly #links: Rows;
  readonly #expansionWords: Rows;
  readonly #tlds: Uint8Array;
  readonly #besideHashes: Uint32Array;
  readonly #besideBits: Uint8Array;
  #beside: Map<number, number> | undefined;
  readonly #topicsOfLabel: Uint32Array;
  /** A bit for each topic outside the field. */
  readonly elsewhere: number;
  #ids: string[] | undefined;

  /**
   * @param buffers without signs until a doubtful label is met
   * @throws LexiconError when a buffer is corrupt or of another version
   */
  constructor({ labels, signs }: { readonly labels: ArrayBuffer; readonly signs?: ArrayBuffer | undefined }) {
    const { bytes, numbers, matcher } = readSections(labels, SECTIONS);
    this.labels = matcher(0);
    this.#termIds = bytes(1);
    this.#termOfLabel = numbers(2);
    this.#flags = bytes(3);
    this.#countryOfTerm = bytes(4);
    this.#links = rowsOf(numbers(5), numbers(6));
    this.#expansionWords = rowsOf(numbers(7), numbers(8));
    this.#tlds = bytes(9);
    this.#topicsOfLabel = numbers(10);
    this.elsewhere = numbers(11)[0] ?? 0;
    this.#besideHashes = numbers(12);
    this.#besideBits = bytes(13);
    this.signs = signs && new Signs(signs);
  }

  /** The id of a term by its number. */
  termId(term: TermNumber): string {
    this.#ids ??= new TextDecoder().decode(this.#termIds).split('\n');
    return this.#ids[term] ?? '';
  }

  /** The term a label belongs to. */
  termOfLabel(label: number): TermNumber {
    return this.#termOfLabel[label] ?? 0;
  }

  /** How far a label can be trusted: it names one thing, or so often this one. */
  trustIn(label: number): Trust {
    const flags = this.#flags[label] ?? 0;
    if (!(flags & AMBIGUOUS)) return 'unambiguous';
    if (flags & NEARLY_ALWAYS) return 'nearlyAlways';
    return flags & MOSTLY ? 'mostly' : flags & RARELY ? 'rarely' : 'often';
  }

  /** Whether a label is words of the language, so that names of other things may hold it. */
  isCommon(label: number): boolean {
    return ((this.#flags[label] ?? 0) & COMMON) !== 0;
  }

  /** A bit for each topic that texts about a label's sense have. */
  topicsOfLabel(label: number): number {
    return this.#topicsOfLabel[label] ?? 0;
  }

  /** Bits of `BESIDE`: what a word says of a name beside it. */
  besideBits(word: string): number {
    this.#beside ??= new Map(Array.from(this.#besideHashes, (hash, index) => [hash, this.#besideBits[index] ?? 0]));
    return this.#beside.get(hashWord(word)) ?? this.#beside.get(hashWord(word.toLowerCase())) ?? 0;
  }

  /** Number of the term's country, from 0, or undefined where it has none. */
  countryOf(term: TermNumber): number | undefined {
    const country = this.#countryOfTerm[term] ?? 0;
    return country === 0 ? undefined : country - 1;
  }

  /** Calls `visit` for each term linked to one, `byStory` where nothing but a story about both links them. */
  forEachLink(term: TermNumber, visit: (other: TermNumber, byStory: boolean) => void): void {
    this.#links(term, (link) => visit(link & NUMBER, link >= BY_STORY));
  }

  /** Hashes of the words that the term's long labels are made of. */
  expansionWords(term: TermNumber): ReadonlySet<number> {
    const words = new Set<number>();
    this.#expansionWords(term, (word) => words.add(word));
    return words;
  }

  /** Number of the country that a host name's ending belongs to, from 0. */
  countryOfHost(host: string): number | undefined {
    const tld = host.slice(host.lastIndexOf('.') + 1).toLowerCase();
    if (tld === '') return undefined;
    const lines = new TextDecoder().decode(this.#tlds).split('\n');
    const country = lines.findIndex((line) => line.split(' ').includes(tld));
    return country < 0 ? undefined : country;
  }
}
