import { countBefore } from './count-before.ts';
import { AGAINST, AMBIGUOUS, BY_STORY, MOSTLY, NUMBER, RARELY } from './layout.ts';
import { type Matcher, openMatcher } from './matcher.ts';
import type { TermNumber } from './model.ts';
import type { Reading } from './scan-page.ts';
import { readSections } from './sections.ts';
import { SurfaceMemo } from './surface-memo.ts';
import { hashWord } from './word-hash.ts';

const SECTIONS = 19;

/** How often a label means its term: always, or so. */
export type Trust = 'unambiguous' | 'mostly' | 'often' | 'rarely';

/** A compiled lexicon as a page uses it: views over one buffer, nothing parsed before it is needed. */
export class Lexicon {
  readonly labels: Matcher;
  readonly signs: Matcher;
  /** What surfaces of labels stand for, and of signs, as far as pages have shown. */
  readonly readings = new SurfaceMemo<Reading>();
  readonly signValues = new SurfaceMemo<readonly number[]>();
  readonly #termIds: Uint8Array;
  readonly #termOfLabel: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #countryOfTerm: Uint8Array;
  /** Of each run of cues with the same owners the first one. */
  readonly #firstCues: Uint32Array;
  readonly #cueOwners: Rows;
  readonly #links: Rows;
  readonly #expansionWords: Rows;
  readonly #tlds: Uint8Array;
  readonly #besideHashes: Uint32Array;
  readonly #besideBits: Uint8Array;
  #beside: Map<number, number> | undefined;
  readonly #topicsOfWord: Uint32Array;
  readonly #topicsOfLabel: Uint32Array;
  /** A bit for each topic outside the field. */
  readonly elsewhere: number;
  #ids: string[] | undefined;

  /** @throws LexiconError when the buffer is corrupt or of another version */
  constructor(buffer: ArrayBuffer) {
    const sections = readSections(buffer, SECTIONS);
    const part = (index: number) => sections[index] ?? { start: 0, length: 0 };
    const numbers = (index: number) => new Uint32Array(buffer, part(index).start, part(index).length >> 2);
    const bytes = (index: number) => new Uint8Array(buffer, part(index).start, part(index).length);
    this.labels = openMatcher(buffer, part(0).start, part(0).length);
    this.signs = openMatcher(buffer, part(1).start, part(1).length);
    this.#termIds = bytes(2);
    this.#termOfLabel = numbers(3);
    this.#flags = bytes(4);
    this.#countryOfTerm = bytes(5);
    this.#firstCues = numbers(6);
    this.#cueOwners = new Rows(numbers(7), numbers(8));
    this.#links = new Rows(numbers(9), numbers(10));
    this.#expansionWords = new Rows(numbers(11), numbers(12));
    this.#tlds = bytes(13);
    this.#topicsOfWord = numbers(14);
    this.#topicsOfLabel = numbers(15);
    this.elsewhere = numbers(16)[0] ?? 0;
    this.#besideHashes = numbers(17);
    this.#besideBits = bytes(18);
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
    return flags & MOSTLY ? 'mostly' : flags & RARELY ? 'rarely' : 'often';
  }

  /** A bit for each topic that texts about a label's sense have. */
  topicsOfLabel(label: number): number {
    return this.#topicsOfLabel[label] ?? 0;
  }

  /** A bit for each topic of a word. */
  topicsOfWord(word: number): number {
    return this.#topicsOfWord[word] ?? 0;
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

  /** Calls `visit` for each term a cue speaks for or against. */
  forEachOwner(cue: number, visit: (term: TermNumber, against: boolean) => void): void {
    const run = countBefore(this.#firstCues, (first) => first <= cue) - 1;
    this.#cueOwners.forEach(run, (owner) => visit(owner & NUMBER, owner >= AGAINST));
  }

  /** Calls `visit` for each term linked to one, `byStory` where nothing but a story about both links them. */
  forEachLink(term: TermNumber, visit: (other: TermNumber, byStory: boolean) => void): void {
    this.#links.forEach(term, (link) => visit(link & NUMBER, link >= BY_STORY));
  }

  /** Hashes of the words that the term's long labels are made of. */
  expansionWords(term: TermNumber): ReadonlySet<number> {
    const words = new Set<number>();
    this.#expansionWords.forEach(term, (word) => words.add(word));
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

/** A list of lists over two arrays; places outside are empty lists. */
class Rows {
  readonly #starts: Uint32Array;
  readonly #values: Uint32Array;

  constructor(starts: Uint32Array, values: Uint32Array) {
    this.#starts = starts;
    this.#values = values;
  }

  forEach(row: number, visit: (value: number) => void): void {
    const end = Math.min(this.#starts[row + 1] ?? 0, this.#values.length);
    for (let index = this.#starts[row] ?? end; index < end; index++) visit(this.#values[index] ?? 0);
  }
}
