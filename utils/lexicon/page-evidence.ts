import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import type { Occurrence, Passage, Sign } from './scan-page.ts';
import type { Steps } from './steps.ts';

/** What is known of a page beside its text. */
export interface PageFacts {
  readonly title?: string;
  /** Host name, such as www.example.ie. */
  readonly host?: string;
  /** BCP 47 tag of the page's language, such as en-IE. */
  readonly lang?: string;
}

/** Words that the page uses, with the sections they stand in. */
export interface Witness {
  readonly words: string;
  readonly sections: Set<number | undefined>;
}

/** Distinct terms that no other thing shares a name with, from which on a page is about this field. */
const TERMS_OF_A_TOPICAL_PAGE = 3;

const NONE: ReadonlyMap<number, Witness> = new Map();

/** What the whole page says about each term. */
export class PageEvidence {
  readonly signsByPassage = new Map<number, Sign[]>();
  readonly hostCountry: number | undefined;
  readonly #cues = new Map<TermNumber, Map<number, Witness>>();
  readonly #anticues = new Map<TermNumber, Map<number, Witness>>();
  readonly #related = new Map<TermNumber, Map<TermNumber, Witness>>();
  readonly #byStory = new Map<TermNumber, Map<TermNumber, Witness>>();
  readonly #fullNames = new Map<TermNumber, Witness>();
  readonly #countries = new Map<number, Witness>();

  private constructor(lexicon: Lexicon, { host }: PageFacts) {
    this.hostCountry = host === undefined ? undefined : lexicon.countryOfHost(host);
  }

  /** Gathers it, in time linear in signs and occurrences; pauses after each. */
  static *gather(
    lexicon: Lexicon,
    passages: readonly Passage[],
    occurrences: readonly Occurrence[],
    signs: readonly Sign[],
    facts: PageFacts,
  ): Steps<PageEvidence> {
    const page = new PageEvidence(lexicon, facts);
    for (const sign of signs) {
      page.#addSign(lexicon, passages, sign);
      yield;
    }
    for (const occurrence of occurrences) {
      page.#addFullName(passages, occurrence);
      yield;
    }
    page.#addLinks(lexicon);
    return page;
  }

  /** Whether the page is about this field. */
  get isTopical(): boolean {
    return this.#fullNames.size >= TERMS_OF_A_TOPICAL_PAGE;
  }

  /** The words on the page that are cues of a term, by the number of the cue. */
  cuesOf(term: TermNumber): ReadonlyMap<number, Witness> {
    return this.#cues.get(term) ?? NONE;
  }

  /** The words on the page that speak against a term. */
  anticuesOf(term: TermNumber): ReadonlyMap<number, Witness> {
    return this.#anticues.get(term) ?? NONE;
  }

  /** The unmistakable terms on the page that are related to this one. */
  relatedTo(term: TermNumber): Witness[] {
    return [...(this.#related.get(term) ?? NONE).values()];
  }

  /** The unmistakable terms on the page that only a story links to this one. */
  inStoriesWith(term: TermNumber): Witness[] {
    return [...(this.#byStory.get(term) ?? NONE).values()];
  }

  /** How the page names a term unmistakably, if it does. */
  fullNameOf(term: TermNumber): Witness | undefined {
    return this.#fullNames.get(term);
  }

  /** The words on the page that name a country. */
  country(country: number): Witness | undefined {
    return this.#countries.get(country);
  }

  /** Words on the page that name another country, in a section. */
  otherCountry(country: number, section: number | undefined): Witness | undefined {
    for (const [other, witness] of this.#countries)
      if (other !== country && witness.sections.has(section)) return witness;
    return undefined;
  }

  #addFullName(passages: readonly Passage[], occurrence: Occurrence): void {
    const [first, second] = occurrence.candidates;
    if (!first || second || first.ambiguous || occurrence.shouted) return;
    note(this.#fullNames, first.term, passages, occurrence);
  }

  #addLinks(lexicon: Lexicon): void {
    for (const [term, witness] of this.#fullNames) {
      lexicon.forEachLink(term, (other, byStory) =>
        inner(byStory ? this.#byStory : this.#related, other).set(term, witness),
      );
    }
  }

  #addSign(lexicon: Lexicon, passages: readonly Passage[], sign: Sign): void {
    const inPassage = this.signsByPassage.get(sign.passage);
    if (inPassage) inPassage.push(sign);
    else this.signsByPassage.set(sign.passage, [sign]);
    if (sign.isCountry) note(this.#countries, sign.number, passages, sign);
    else {
      lexicon.forEachOwner(sign.number, (term, against) =>
        note(inner(against ? this.#anticues : this.#cues, term), sign.number, passages, sign),
      );
    }
  }
}

/** The words of a place, as the page writes them. */
export function wordsOf(
  passages: readonly Passage[],
  { passage, start, end }: Pick<Occurrence, 'passage' | 'start' | 'end'>,
): string {
  return (passages[passage]?.text ?? '').slice(start, end).replace(/\s+/g, ' ');
}

function note(
  witnesses: Map<number, Witness>,
  key: number,
  passages: readonly Passage[],
  place: Occurrence | Sign,
): void {
  const section = passages[place.passage]?.section;
  const known = witnesses.get(key);
  if (known) known.sections.add(section);
  else witnesses.set(key, { words: wordsOf(passages, place), sections: new Set([section]) });
}

function inner(maps: Map<TermNumber, Map<number, Witness>>, term: TermNumber): Map<number, Witness> {
  const known = maps.get(term);
  if (known) return known;
  const made = new Map<number, Witness>();
  maps.set(term, made);
  return made;
}
