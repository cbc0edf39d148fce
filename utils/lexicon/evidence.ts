import { type EvidenceKind, WEIGHTS } from './weights.ts';

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

/** What is said for a sense by each kind, with its words where the star is; some are no news to a reader. */
const SENTENCES: { readonly [K in EvidenceKind]?: string } = {
  unambiguous: '* is a name of this alone',
  mostly: 'it is nearly always meant by *',
  often: '',
  rarely: '',
  expansion: 'the page spells it out: *',
  fullName: 'the page also names *',
  cueNear: 'near it: *',
  cueOnPage: 'on the page: *',
  related: 'the page also names *',
  relatedByStory: 'the page also names *',
  countryNear: '* points to its country',
  countryOnPage: '* points to its country',
  hostCountry: '* points to its country',
  topicNear: 'near it: *',
  samePage: 'it is clear elsewhere on the page',
};

/** The evidence as sentences for a reader, in its order; pieces of one sentence are one, and no words come twice. */
export function describeEvidence(evidence: readonly Evidence[]): string[] {
  const said = new Set<string>();
  const groups = new Map<string, string[]>();
  for (const { kind, words } of evidence) {
    const sentence = SENTENCES[kind] ?? (words !== '' && WEIGHTS[kind] < 0 ? 'against it: *' : undefined);
    if (!sentence || (words !== '' && said.size === said.add(words.toLowerCase()).size)) continue;
    const group = groups.get(sentence);
    if (group) group.push(words);
    else groups.set(sentence, [words]);
  }
  return [...groups].map(([sentence, words]) => sentence.replace('*', () => listed(words.slice(0, MOST_WORDS))));
}

/** “a”, “b” and “c”. */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
