import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import type { Occurrence, Passage, Sign } from './scan-page.ts';

/** What is known of a page beside its text. */
export interface PageFacts {
  readonly title?: string;
  /** Host name, such as www.example.ie. */
  readonly host?: string;
  /** BCP 47 tag of the page's language, such as en-IE. */
  readonly lang?: string;
}

/** Words of the page that speak for or against a term, each cue once. */
interface CueWords {
  readonly for: Map<number, string>;
  readonly against: Map<number, string>;
}

/** Two terms linked on a page: the words that name the other one. */
interface LinkWords {
  readonly related: string[];
  readonly byStory: string[];
}

const NO_CUES: CueWords = { for: new Map(), against: new Map() };
const NO_LINKS: LinkWords = { related: [], byStory: [] };
/** Distinct terms that no other thing shares a name with, from which on a page is about this field. */
const TERMS_OF_A_TOPICAL_PAGE = 3;

/** What the whole page says about each term, gathered once in time linear in its signs and terms. */
export class PageEvidence {
  readonly signsByPassage = new Map<number, Sign[]>();
  readonly isTopical: boolean;
  readonly hostCountry: number | undefined;
  readonly #cues = new Map<TermNumber, CueWords>();
  readonly #links = new Map<TermNumber, LinkWords>();
  readonly #fullNames = new Map<TermNumber, string>();
  readonly #countries = new Map<number, string>();

  constructor(
    lexicon: Lexicon,
    passages: readonly Passage[],
    occurrences: readonly Occurrence[],
    signs: readonly Sign[],
    facts: PageFacts,
  ) {
    for (const sign of signs) this.#addSign(lexicon, sign, wordsOf(passages, sign));
    for (const occurrence of occurrences) {
      const [first, second] = occurrence.candidates;
      if (first && !second && !first.ambiguous && !occurrence.shouted && !this.#fullNames.has(first.term)) {
        this.#fullNames.set(first.term, wordsOf(passages, occurrence));
      }
    }
    for (const [term, words] of this.#fullNames) this.#addLinks(lexicon, term, words);
    this.isTopical = this.#fullNames.size >= TERMS_OF_A_TOPICAL_PAGE;
    this.hostCountry = facts.host === undefined ? undefined : lexicon.countryOfHost(facts.host);
  }

  /** The words on the page that are cues of a term. */
  cuesOf(term: TermNumber): CueWords {
    return this.#cues.get(term) ?? NO_CUES;
  }

  /** The unmistakable terms on the page that are linked to this one. */
  linksOf(term: TermNumber): LinkWords {
    return this.#links.get(term) ?? NO_LINKS;
  }

  /** How the page names a term unmistakably, if it does. */
  fullNameOf(term: TermNumber): string | undefined {
    return this.#fullNames.get(term);
  }

  /** The first words on the page that name a country. */
  countryWords(country: number): string | undefined {
    return this.#countries.get(country);
  }

  /** The first words on the page that name a country other than this one. */
  otherCountryWords(country: number): string | undefined {
    for (const [other, words] of this.#countries) if (other !== country) return words;
    return undefined;
  }

  #addSign(lexicon: Lexicon, sign: Sign, words: string): void {
    const inPassage = this.signsByPassage.get(sign.passage);
    if (inPassage) inPassage.push(sign);
    else this.signsByPassage.set(sign.passage, [sign]);
    if (sign.isCountry) {
      if (!this.#countries.has(sign.number)) this.#countries.set(sign.number, words);
      return;
    }
    lexicon.forEachOwner(sign.number, (term, against) => {
      let cues = this.#cues.get(term);
      if (!cues) {
        cues = { for: new Map(), against: new Map() };
        this.#cues.set(term, cues);
      }
      const side = against ? cues.against : cues.for;
      if (!side.has(sign.number)) side.set(sign.number, words);
    });
  }

  #addLinks(lexicon: Lexicon, term: TermNumber, words: string): void {
    lexicon.forEachLink(term, (other, byStory) => {
      let links = this.#links.get(other);
      if (!links) {
        links = { related: [], byStory: [] };
        this.#links.set(other, links);
      }
      (byStory ? links.byStory : links.related).push(words);
    });
  }
}

/** The words of a place, as the page writes them. */
export function wordsOf(
  passages: readonly Passage[],
  { passage, start, end }: Pick<Occurrence, 'passage' | 'start' | 'end'>,
): string {
  return (passages[passage]?.text ?? '').slice(start, end).replace(/\s+/g, ' ');
}
