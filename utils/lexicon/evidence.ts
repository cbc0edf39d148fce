/** Why a mention was resolved as it was. `words` are from the page, so that a reader can check it. */
export type Evidence =
  | { readonly kind: 'label'; readonly words: string }
  | { readonly kind: 'expansion'; readonly words: string }
  | { readonly kind: 'other-expansion'; readonly words: string }
  | { readonly kind: 'full-name'; readonly words: string }
  | { readonly kind: 'cue'; readonly words: string; readonly near: boolean }
  | { readonly kind: 'anticue'; readonly words: string; readonly near: boolean }
  | { readonly kind: 'related'; readonly words: string }
  | { readonly kind: 'country'; readonly words: string }
  | { readonly kind: 'other-country'; readonly words: string }
  | { readonly kind: 'host'; readonly words: string }
  | { readonly kind: 'language'; readonly words: string }
  | { readonly kind: 'topic' }
  | { readonly kind: 'longer-name'; readonly words: string }
  | { readonly kind: 'shouted' }
  | { readonly kind: 'same-page' };

/** One piece of evidence as a reader reads it. */
export function describeEvidence(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'label':
      return `“${evidence.words}” is a name of this alone`;
    case 'expansion':
      return `the page spells it out: “${evidence.words}”`;
    case 'other-expansion':
      return `the page spells it out as something else: “${evidence.words}”`;
    case 'full-name':
      return `the page also names it as “${evidence.words}”`;
    case 'cue':
      return `“${evidence.words}” ${evidence.near ? 'stands near' : 'is on the page'}`;
    case 'anticue':
      return `“${evidence.words}” ${evidence.near ? 'near it' : 'on the page'} speaks against it`;
    case 'related':
      return `the page also names ${evidence.words}`;
    case 'country':
      return `“${evidence.words}” points to its country`;
    case 'other-country':
      return `“${evidence.words}” points to another country`;
    case 'host':
      return `the site ${evidence.words} is from its country`;
    case 'language':
      return `the page is written in ${evidence.words}`;
    case 'topic':
      return 'the page is about this field';
    case 'longer-name':
      return `it may be part of the name “${evidence.words}”`;
    case 'shouted':
      return 'capitals throughout hide how it is written';
    case 'same-page':
      return 'it is clear elsewhere on the page';
  }
}

/**
 * What each piece of evidence weighs, in log-odds: +1 makes a sense 2.7 times as likely against its rivals.
 * Set on the training passages of tests/evaluation with `npm run evaluate`; the other passages never decide them.
 */
export const WEIGHTS = {
  /** A label that names only this. */
  unambiguous: 4.5,
  /** A label that also means other things, before anything else is known. */
  ambiguous: -2.2,
  expansion: 5,
  otherExpansion: -8,
  /** Another, unmistakable name of the same term on the page. */
  fullName: 3.5,
  cueNear: 2.2,
  cueOnPage: 1.1,
  anticueNear: -2.4,
  anticueOnPage: -1.2,
  related: 1.3,
  relatedByStory: 0.5,
  countryNear: 2.4,
  countryOnPage: 1.2,
  otherCountryNear: -2.2,
  otherCountryOnPage: -0.8,
  hostCountry: 1.2,
  languageRegion: 0.5,
  topic: 0.6,
  longerName: -2.6,
  shouted: -1.2,
  samePage: 1.5,
} as const;

/** At most so many pieces of one kind count, so that repetition does not stand in for variety. */
export const MOST_COUNTED = 3;
