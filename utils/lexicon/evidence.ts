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

/** Words of one kind named in a sentence; more would be a list nobody reads. */
const MOST_WORDS = 3;

/** The evidence as sentences for a reader, in its order; pieces of one kind are one sentence, and no words come twice. */
export function describeEvidence(evidence: readonly Evidence[]): string[] {
  const said = new Set<string>();
  const groups = new Map<string, { first: Evidence; words: string[] }>();
  for (const piece of evidence) {
    const words = 'words' in piece ? piece.words : '';
    if (words !== '' && said.size === said.add(words.toLowerCase()).size) continue;
    const key = 'near' in piece ? `${piece.kind} ${piece.near}` : piece.kind;
    const group = groups.get(key);
    if (group) group.words.push(words);
    else groups.set(key, { first: piece, words: [words] });
  }
  return [...groups.values()].map(({ first, words }) =>
    sentence(first, listed(words.slice(0, MOST_WORDS)), words.length > 1),
  );
}

function sentence(evidence: Evidence, words: string, several: boolean): string {
  switch (evidence.kind) {
    case 'label':
      return `${words} is a name of this alone`;
    case 'expansion':
      return `the page spells it out: ${words}`;
    case 'other-expansion':
      return `the page spells it out as something else: ${words}`;
    case 'full-name':
      return `the page also names it as ${words}`;
    case 'cue':
      if (evidence.near) return `${words} ${several ? 'stand' : 'stands'} near it`;
      return `${words} ${several ? 'are' : 'is'} on the page`;
    case 'anticue':
      return `${words} ${evidence.near ? 'near it' : 'on the page'} ${several ? 'speak' : 'speaks'} against it`;
    case 'related':
      return `the page also names ${words}`;
    case 'country':
      return `${words} points to its country`;
    case 'other-country':
      return `${words} points to another country`;
    case 'host':
      return `the site ${words} is from its country`;
    case 'language':
      return `the page is written in ${words}`;
    case 'topic':
      return 'the page is about this field';
    case 'longer-name':
      return `it may be part of the name ${words}`;
    case 'shouted':
      return 'capitals throughout hide how it is written';
    case 'same-page':
      return 'it is clear elsewhere on the page';
  }
}

/** “a”, “b” and “c”. */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
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
  /** A label that several terms of the digest share: it means one of them more often than not. */
  shared: -1.4,
  expansion: 5,
  otherExpansion: -8,
  /** Another, unmistakable name of the same term on the page. */
  fullName: 3.5,
  cueNear: 2.2,
  cueOnPage: 1.1,
  anticueNear: -2.8,
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

/** What stands in another section of the page weighs this share: pages hold several stories. */
export const ELSEWHERE = 0.5;

/** At most so many pieces of one kind count, so that repetition does not stand in for variety. */
export const MOST_COUNTED = 3;
