import { cleanedPart } from './clean.ts';
import { countBefore } from './count-before.ts';
import { SIGN } from './flags.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import { isAmbiguous, type Occurrence, type Passage, type Place, type Sign } from './occurrence.ts';
import { eachInSteps, type Steps } from './steps.ts';

/** What is known of a page beside its text. */
export interface PageFacts {
  readonly title?: string;
  /** Host name, such as www.example.ie. */
  readonly host?: string;
  /** BCP 47 tag of the page's language, such as en-IE. */
  readonly lang?: string;
}

/** The passages of a page in their order, with the labels and signs found in them, also in order. */
export interface Findings {
  readonly passages: readonly Passage[];
  readonly occurrences: readonly Occurrence[];
  /** May be left out where no occurrence is ambiguous. */
  readonly signs: readonly Sign[];
}

type Section = number | undefined;

/** Words that the page uses, with the sections they stand in. */
export interface Witness {
  readonly words: string;
  readonly sections: Set<Section>;
}

type Witnesses = Map<number, Witness>;

/** What the page says of one term, whatever the place. */
export interface TermEvidence {
  /** By the number of the cue. */
  readonly cues: Witnesses;
  readonly anticues: Witnesses;
  /** By the unmistakable terms that are related, or share a story. */
  readonly related: Witnesses;
  readonly byStory: Witnesses;
  /** Longer names that hold a label of the term, in their order on the page. */
  readonly longerNames: Witnesses;
}

const NOTHING = emptyEvidence();

/** What the whole page says, gathered once, in time linear in what was found. */
export class PageEvidence {
  readonly passages: readonly Passage[];
  readonly facts: PageFacts;
  readonly hostCountry: number | undefined;
  readonly langCountry: number | undefined;
  readonly countries: Witnesses = new Map();
  readonly #signs = new Map<number, Sign[]>();
  readonly #terms = new Map<TermNumber, TermEvidence>();
  readonly #fullNames: Witnesses = new Map();

  private constructor(lexicon: Lexicon, passages: readonly Passage[], facts: PageFacts) {
    this.passages = passages;
    this.facts = facts;
    const { host = '', lang = '' } = facts;
    this.hostCountry = lexicon.countryOfHost(host);
    this.langCountry = lexicon.countryOfHost(/-(..)$/.exec(lang)?.[1] ?? '');
  }

  /** Gathers it, in time linear in what was found; pauses again and again. */
  static *gather(lexicon: Lexicon, { passages, occurrences, signs }: Findings, facts: PageFacts): Steps<PageEvidence> {
    const page = new PageEvidence(lexicon, passages, facts);
    yield* eachInSteps(occurrences, (occurrence) => page.#addOccurrence(occurrence));
    yield* eachInSteps(occurrences, (occurrence) => page.#addLongerName(occurrence));
    yield* eachInSteps(signs, (sign) => page.#addSign(lexicon, sign, occurrences));
    page.#addLinks(lexicon);
    return page;
  }

  /** What the page says of a term that an ambiguous place may mean. */
  of(term: TermNumber): TermEvidence {
    return this.#terms.get(term) ?? NOTHING;
  }

  /** How the page names a term unmistakably, if it does. */
  fullNameOf(term: TermNumber): Witness | undefined {
    return this.#fullNames.get(term);
  }

  /** The signs of a passage, in order. */
  signsOf(passage: number): readonly Sign[] {
    return this.#signs.get(passage) ?? [];
  }

  /** Words in a section that name another country than this. */
  otherCountry(country: number, section: Section): Witness | undefined {
    for (const [other, witness] of this.countries)
      if (other !== country && witness.sections.has(section)) return witness;
    return undefined;
  }

  #addOccurrence(occurrence: Occurrence): void {
    const { candidates, shouted } = occurrence;
    if (isAmbiguous(occurrence)) {
      for (const { term } of candidates) if (!this.#terms.has(term)) this.#terms.set(term, emptyEvidence());
    } else if (candidates[0] && !shouted) note(this.#fullNames, candidates[0].term, this.passages, occurrence);
  }

  #addLongerName(occurrence: Occurrence): void {
    for (const term of occurrence.held) {
      const longerNames = this.#terms.get(term)?.longerNames;
      if (longerNames) note(longerNames, longerNames.size, this.passages, occurrence);
    }
  }

  #addLinks(lexicon: Lexicon): void {
    for (const [name, witness] of this.#fullNames) {
      lexicon.forEachLink(name, (term, byStory) =>
        this.#terms.get(term)?.[byStory ? 'byStory' : 'related'].set(name, witness),
      );
    }
  }

  #addSign(lexicon: Lexicon, sign: Sign, occurrences: readonly Occurrence[]): void {
    const { kind, number, passage } = sign;
    const inPassage = this.#signs.get(passage);
    if (inPassage) inPassage.push(sign);
    else this.#signs.set(passage, [sign]);
    if (kind === SIGN.country) {
      // That it is American, "American University" says of every university of that name.
      if (!isInDoubtfulName(occurrences, sign)) note(this.countries, number, this.passages, sign);
    } else if (kind === SIGN.cue) {
      lexicon.signs?.forEachOwner(number, (term, against) => {
        const evidence = this.#terms.get(term);
        if (evidence) note(evidence[against ? 'anticues' : 'cues'], number, this.passages, sign);
      });
    }
  }
}

/** Whether a word is of some topics (0) or else of topics outside the field (1). */
export function sideOf(lexicon: Lexicon, word: number, own: number): 0 | 1 | undefined {
  const topics = lexicon.signs?.topicsOfWord(word) ?? 0;
  return topics & own ? 0 : topics & lexicon.elsewhere ? 1 : undefined;
}

/** The words of a place as the page writes them, but for line breaks and soft hyphens. */
export function wordsOf(passages: readonly Passage[], { passage, start, end }: Place): string {
  return cleanedPart(passages[passage]?.text ?? '', start, end).replace(/\s+/g, ' ');
}

function isInDoubtfulName(occurrences: readonly Occurrence[], { passage, start }: Place): boolean {
  const isBefore = (place: Place) => place.passage < passage || (place.passage === passage && place.end <= start);
  const around = occurrences[countBefore(occurrences, isBefore)];
  return around !== undefined && around.passage === passage && around.start <= start && isAmbiguous(around);
}

function note(witnesses: Witnesses, key: number, passages: readonly Passage[], place: Place): void {
  const section = passages[place.passage]?.section;
  const known = witnesses.get(key);
  if (known) known.sections.add(section);
  else witnesses.set(key, { words: wordsOf(passages, place), sections: new Set([section]) });
}

function emptyEvidence(): TermEvidence {
  return { cues: new Map(), anticues: new Map(), related: new Map(), byStory: new Map(), longerNames: new Map() };
}
