import type { EvidenceKind } from './weights.ts';

/** What a reader is told by each kind of evidence. */
export type Sentences = { readonly [K in EvidenceKind]?: string };

/**
 * For a sense, with the words of the evidence where the star is; some kinds are no news to a reader. Compiled into the
 * signs, for only what they help to decide is explained.
 */
export const SENTENCES: Sentences = {
  unambiguous: '* is a name of this alone',
  nearlyAlways: 'it is nearly always meant by *',
  mostly: 'it is what * means most often',
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
