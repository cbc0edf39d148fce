import { describeEvidence } from './evidence.ts';
import { type Judgement, judge } from './judge.ts';
import type { Lexicon } from './lexicon.ts';
import type { PageFacts } from './page-evidence.ts';
import { findOccurrences, findSigns, type Occurrence, type Passage, type Sign } from './scan-page.ts';
import { complete, type Steps } from './steps.ts';

/** One thing a mention may mean. */
export interface MentionSense {
  readonly id: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Sentences for a reader, the reason for this sense. */
  readonly evidence: readonly string[];
}

/** One place where a text names a term. */
export interface Mention {
  /** Which of the passages, from 0. */
  readonly passage: number;
  /** In UTF-16 units of the passage. */
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  /** Whether the label also means other things, so that the reader is told why it means this here. */
  readonly ambiguous: boolean;
  /** The likeliest first; at least one. */
  readonly senses: readonly [MentionSense, ...MentionSense[]];
  /** How likely it is that the place means any of the senses, 0 to 1. */
  readonly confidence: number;
}

/** How likely a mention must be at least, by how sure the reader wants to be. */
export const THRESHOLD_CONFIDENCE = { sure: 0.9, balanced: 0.6, everything: 0.3 } as const;

/** A sense this much less likely than the first is no rival worth showing. */
const LEAST_RIVAL = 0.03;

/**
 * Finds the terms that the passages of one page name, and decides what each place means.
 * @param least confidence below which a place is no mention
 */
export function annotate(lexicon: Lexicon, passages: readonly Passage[], facts: PageFacts, least: number): Mention[] {
  const occurrences = passages.flatMap(({ text }, passage) => findOccurrences(lexicon, text, passage));
  const signs = occurrences.some(isAmbiguous)
    ? passages.flatMap(({ text }, passage) => findSigns(lexicon, text, passage))
    : [];
  return complete(mentionsOf(lexicon, { passages, occurrences, signs }, facts, least));
}

/** The passages of a page in their order, with the labels and signs found in them, also in order. */
export interface Findings {
  readonly passages: readonly Passage[];
  readonly occurrences: readonly Occurrence[];
  /** May be left out where no occurrence is ambiguous. */
  readonly signs: readonly Sign[];
}

/**
 * Decides what each place found on a page means; pauses after each. Passages in which nothing was found may be left
 * out, for nothing depends on them.
 * @param least confidence below which a place is no mention
 */
export function* mentionsOf(
  lexicon: Lexicon,
  { passages, occurrences, signs }: Findings,
  facts: PageFacts,
  least: number,
): Steps<Mention[]> {
  const { title = '' } = facts;
  const inTitle = occurrences.some(isAmbiguous) ? findSigns(lexicon, title, passages.length) : [];
  const all = [...passages, { text: title, heading: true }];
  const mentions: Mention[] = [];
  for (const judgement of yield* judge(lexicon, all, occurrences, [...signs, ...inTitle], facts)) {
    if (judgement.confidence >= least) mentions.push(mentionOf(lexicon, passages, judgement));
    yield;
  }
  return mentions;
}

function mentionOf(
  lexicon: Lexicon,
  passages: readonly Passage[],
  { occurrence, senses, confidence }: Judgement,
): Mention {
  const { passage, start, end } = occurrence;
  const surface = passages[passage]?.text.slice(start, end) ?? '';
  const [first, ...others] = senses.map(({ term, confidence: own, evidence }) => ({
    id: lexicon.termId(term),
    confidence: own,
    evidence: describeEvidence(evidence),
  }));
  if (!first) throw new TypeError(`"${surface}" was matched without a sense`);
  const rivals = others.filter((other) => other.confidence >= LEAST_RIVAL);
  return { passage, start, end, surface, ambiguous: isAmbiguous(occurrence), senses: [first, ...rivals], confidence };
}

/** Whether a place needs evidence, so that the signs of the page are wanted. */
function isAmbiguous({ candidates }: Occurrence): boolean {
  return candidates.length > 1 || (candidates[0]?.ambiguous ?? false);
}
