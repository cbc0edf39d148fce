import { bindingAt, findBindings } from './acronyms.ts';
import { type Evidence, WEIGHTS } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import { PageEvidence, type PageFacts } from './page-evidence.ts';
import type { Occurrence, Passage, Sign } from './scan-page.ts';
import type { Steps } from './steps.ts';
import { add, placeOf, type Score, scoreAll } from './weigh.ts';

/** One thing a place may mean, with how likely that is (0 to 1) and why. */
interface Sense {
  readonly term: TermNumber;
  readonly confidence: number;
  /** What speaks for it most first, what speaks against it last. */
  readonly evidence: readonly Evidence[];
}

/** A place with what it means. */
export interface Judgement {
  readonly occurrence: Occurrence;
  /** The likeliest first; at least one. */
  readonly senses: readonly Sense[];
  /** How likely it is that the place means any of them, 0 to 1. */
  readonly confidence: number;
}

/** From here on one place decides the others of its kind on the page (one sense per discourse: Gale, Church, Yarowsky 1992). */
const DECIDED = 0.85;

/**
 * Decides what each place means, from all that the page says. Pure; time is linear in places and signs. Pauses after
 * each of them, and returns the judgements.
 * The likelihoods of a place's senses and of "something else" (score 0) add up to 1.
 */
export function* judge(
  lexicon: Lexicon,
  passages: readonly Passage[],
  occurrences: readonly Occurrence[],
  signs: readonly Sign[],
  facts: PageFacts,
): Steps<Judgement[]> {
  const page = yield* PageEvidence.gather(lexicon, passages, occurrences, signs, facts);
  const bindings = yield* findBindings(lexicon, passages, occurrences);
  const decided = new Set<TermNumber>();
  const scored: { readonly occurrence: Occurrence; readonly scores: readonly Score[] }[] = [];
  for (const occurrence of occurrences) {
    const binding = bindingAt(bindings.get(surfaceOf(passages, occurrence)), occurrence);
    const scores = scoreAll(placeOf(lexicon, passages, page, facts, occurrence), binding);
    scored.push({ occurrence, scores });
    noteDecided(decided, scores);
    yield;
  }
  const judgements: Judgement[] = [];
  for (const { occurrence, scores } of scored) {
    const isOpen = scores.every((score) => likelihood(score, scores) < DECIDED);
    if (isOpen) for (const score of scores) addSamePage(score, decided);
    judgements.push(judgement(occurrence, scores));
    yield;
  }
  return judgements;
}

/** Notes the terms that a place means beyond doubt. */
function noteDecided(decided: Set<TermNumber>, scores: readonly Score[]): void {
  for (const score of scores) if (likelihood(score, scores) >= DECIDED) decided.add(score.candidate.term);
}

function addSamePage(score: Score, decided: ReadonlySet<TermNumber>): void {
  if (decided.has(score.candidate.term)) add(score, WEIGHTS.samePage, { kind: 'same-page' });
}

function judgement(occurrence: Occurrence, scores: readonly Score[]): Judgement {
  const senses = scores.map((score) => ({
    term: score.candidate.term,
    confidence: likelihood(score, scores),
    evidence: score.evidence.toSorted((a, b) => b.weight - a.weight).map(({ piece }) => piece),
  }));
  senses.sort((a, b) => b.confidence - a.confidence || a.term - b.term);
  return { occurrence, senses, confidence: senses.reduce((sum, { confidence }) => sum + confidence, 0) };
}

/** How likely a sense is among those of its place and "something else", whose score is 0. */
function likelihood({ score }: Score, scores: readonly Score[]): number {
  return Math.exp(score) / (1 + odds(scores));
}

function odds(scores: readonly Score[]): number {
  return scores.reduce((sum, { score }) => sum + Math.exp(score), 0);
}

function surfaceOf(passages: readonly Passage[], { passage, start, end }: Occurrence): string {
  return (passages[passage]?.text ?? '').slice(start, end);
}
