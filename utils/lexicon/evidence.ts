import type { EvidenceKind } from './weights.ts';

/** One reason why a place was taken for what it was, or not. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** From the page, so that a reader can check it; empty where there are none. */
  readonly words: string;
  /** How many times the kind's weight it counts. */
  readonly amount: number;
}

/** Words of one kind named in a sentence; more would be a list nobody reads. */
const MOST_WORDS = 3;

/** What is said of each kind: around its words, for one and for several. Kinds left out are no news to a reader. */
const SENTENCES: { readonly [K in EvidenceKind]?: string | readonly [string, string] } = {
  unambiguous: '* is a name of this alone',
  mostly: 'it is nearly always meant by *',
  expansion: 'the page spells it out: *',
  otherExpansion: 'the page spells it out as something else: *',
  otherInitials: 'it may be short for *',
  fullName: 'the page also names it as *',
  cueNear: ['* stands near it', '* stand near it'],
  cueOnPage: ['* is on the page', '* are on the page'],
  anticueNear: ['* near it speaks against it', '* near it speak against it'],
  anticueOnPage: ['* on the page speaks against it', '* on the page speak against it'],
  related: 'the page also names *',
  relatedByStory: 'the page also names *',
  countryNear: '* points to its country',
  countryOnPage: '* points to its country',
  otherCountryNear: '* points to another country',
  otherCountryOnPage: '* points to another country',
  hostCountry: 'the site * is from its country',
  otherHost: 'the site * is from another country',
  languageRegion: 'the page is written in *',
  topicNear: ['* stands near it', '* stand near it'],
  elsewhereNear: ['* near it speaks against it', '* near it speak against it'],
  topicOnPage: 'the page is about such things',
  elsewhereOnPage: 'the page is about other things',
  body: '* is said of a body',
  article: '* may be a word',
  place: 'it may be part of the name *',
  person: 'it may be part of the name *',
  nameAfter: 'it may be part of the name *',
  nameBefore: 'it may be part of the name *',
  acronymAfter: 'it may be part of the name *',
  quantity: '* may be a measure',
  longerNameOnPage: 'the page names *',
  shouted: 'capitals throughout hide how it is written',
  samePage: 'it is clear elsewhere on the page',
  nothingOnPage: 'it is something else elsewhere on the page',
};

/** The evidence as sentences for a reader, in its order; pieces of one sentence are one, and no words come twice. */
export function describeEvidence(evidence: readonly Evidence[]): string[] {
  const said = new Set<string>();
  const groups = new Map<string | readonly [string, string], string[]>();
  for (const { kind, words } of evidence) {
    const sentence = SENTENCES[kind];
    if (!sentence || (words !== '' && said.size === said.add(words.toLowerCase()).size)) continue;
    const group = groups.get(sentence);
    if (group) group.push(words);
    else groups.set(sentence, [words]);
  }
  return [...groups].map(([sentence, words]) => {
    const [one, several] = typeof sentence === 'string' ? [sentence, sentence] : sentence;
    return (words.length > 1 ? several : one).replace('*', () => listed(words.slice(0, MOST_WORDS)));
  });
}

/** “a”, “b” and “c”. */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
