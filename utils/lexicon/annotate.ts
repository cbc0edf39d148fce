import { describeEvidence, type Evidence } from './evidence.ts';
import { type Judgement, judge, type Sense } from './judge.ts';
import type { Lexicon } from './lexicon.ts';
import { isAmbiguous, type Passage } from './occurrence.ts';
import type { Findings, PageFacts } from './page-evidence.ts';
import { findOccurrences, findSigns } from './scan-page.ts';
import { complete, eachInSteps, type Steps } from './steps.ts';
import { WEIGHTS, type Weights } from './weights.ts';

/** One thing a mention may mean. */
export interface MentionSense {
  readonly id: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Sentences for a reader, what speaks most for this sense first. Put into words only when asked for. */
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
  return complete(mentionsOf(lexicon, findAll(lexicon, passages), facts, least));
}

/** Everything on a page that matters to what its places mean. */
export function findAll(lexicon: Lexicon, passages: readonly Passage[]): Findings {
  const occurrences = passages.flatMap(({ text }, passage) => findOccurrences(lexicon, text, passage));
  const signs = occurrences.some(isAmbiguous)
    ? passages.flatMap(({ text }, passage) => findSigns(lexicon, text, passage))
    : [];
  return { passages, occurrences, signs };
}

/**
 * Decides what each place found on a page means; pauses again and again. Passages in which nothing was found may be left
 * out, for nothing depends on them.
 * @param least confidence below which a place is no mention
 */
export function* mentionsOf(lexicon: Lexicon, findings: Findings, facts: PageFacts, least: number): Steps<Mention[]> {
  const mentions: Mention[] = [];
  const worded = new Map<Judgement['senses'], Mention['senses']>();
  const judgements = yield* judgeAll(lexicon, findings, facts);
  yield* eachInSteps(judgements, (judgement) => {
    if (judgement.confidence < least) return;
    const senses = worded.get(judgement.senses) ?? sensesOf(lexicon, judgement);
    worded.set(judgement.senses, senses);
    mentions.push(mentionOf(findings.passages, judgement, senses));
  });
  return mentions;
}

/** Decides what each place means, the page's title read as a passage after the others. */
export function* judgeAll(
  lexicon: Lexicon,
  { passages, occurrences, signs }: Findings,
  facts: PageFacts,
  weights?: Weights,
): Steps<Judgement[]> {
  const { title = '' } = facts;
  const inTitle = occurrences.some(isAmbiguous) ? findSigns(lexicon, title, passages.length) : [];
  const all = [...passages, { text: title, heading: true }];
  return yield* judge(lexicon, { passages: all, occurrences, signs: [...signs, ...inTitle] }, facts, weights);
}

function mentionOf(
  passages: readonly Passage[],
  { occurrence, confidence }: Judgement,
  senses: Mention['senses'],
): Mention {
  const { passage, start, end } = occurrence;
  const surface = passages[passage]?.text.slice(start, end) ?? '';
  return { passage, start, end, surface, ambiguous: isAmbiguous(occurrence), senses, confidence };
}

function sensesOf(lexicon: Lexicon, { senses }: Judgement): Mention['senses'] {
  const shown = senses.filter(({ confidence }, index) => index === 0 || confidence >= LEAST_RIVAL);
  // A judgement has at least one.
  return shown.map((sense): MentionSense => new WeighedSense(lexicon, sense)) as [MentionSense, ...MentionSense[]];
}

class WeighedSense implements MentionSense {
  readonly id: string;
  readonly confidence: number;
  readonly #lexicon: Lexicon;
  readonly #evidence: readonly Evidence[];
  #described: readonly string[] | undefined;

  constructor(lexicon: Lexicon, { term, confidence, evidence }: Sense) {
    this.id = lexicon.termId(term);
    this.confidence = confidence;
    this.#lexicon = lexicon;
    this.#evidence = evidence;
  }

  get evidence(): readonly string[] {
    this.#described ??= this.#describe();
    return this.#described;
  }

  #describe(): string[] {
    const weightOf = ({ kind, strength }: Evidence) => WEIGHTS[kind] * strength;
    const inOrder = this.#evidence.toSorted((a, b) => weightOf(b) - weightOf(a));
    return describeEvidence(inOrder, this.#lexicon.signs?.sentences ?? {});
  }
}
