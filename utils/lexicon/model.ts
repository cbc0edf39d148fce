/** What the lexicon is compiled from; a digest's terms, stories and countries have this shape. */
export interface LexiconLabel {
  readonly text: string;
  readonly case?: 'exact' | 'any' | undefined;
  readonly ambiguous?: boolean | undefined;
  readonly meant?: 'nearly-always' | 'mostly' | 'often' | 'rarely' | undefined;
  readonly lang?: string | undefined;
  readonly plural?: boolean | undefined;
  readonly unaccented?: boolean | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly cues: readonly string[];
  readonly anticues: readonly string[];
  readonly except: readonly string[];
}

export interface LexiconTerm {
  readonly id: string;
  readonly kind: string;
  readonly labels: readonly LexiconLabel[];
  readonly country?: string | undefined;
  readonly related: readonly string[];
}

interface LexiconCountry {
  readonly code: string;
  readonly names: readonly string[];
  readonly currencies: readonly string[];
  readonly tlds: readonly string[];
}

interface LexiconTopic {
  readonly id: string;
  readonly side: 'field' | 'either' | 'elsewhere';
  readonly words: readonly string[];
}

export interface LexiconSource {
  readonly terms: readonly LexiconTerm[];
  readonly stories: readonly { readonly terms: readonly string[] }[];
  readonly countries: readonly LexiconCountry[];
  readonly topics?: readonly LexiconTopic[] | undefined;
}

/** A term by its number in the lexicon: the position in `Lexicon.termIds`. */
export type TermNumber = number;

/** How often a label means its term: always, or so. */
export type Trust = 'unambiguous' | 'nearlyAlways' | 'mostly' | 'often' | 'rarely';
