import { findBindings } from './acronyms.ts';
import type { Evidence } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import { isAmbiguous, type Occurrence } from './occurrence.ts';
import { type Findings, PageEvidence, type PageFacts, wordsOf } from './page-evidence.ts';
import { eachInSteps, type Steps } from './steps.ts';
import { type Context, evidenceOf } from './weigh.ts';
import { type EvidenceKind, WEIGHTS, type Weights } from './weights.ts';

/** One thing a place may mean, with how likely that is (0 to 1) and why. */
export interface Sense {
  readonly term: TermNumber;
  readonly confidence: number;
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

/** From here on a place decides the others of its kind on the page (one sense per discourse: Gale, Church, Yarowsky 1992). */
const DECIDED = 0.85;
/** Below this a place means nothing of the digest. */
const NOTHING = 0.06;
/** The same, after what may be a first name: the places without it are of the same person ("Dora Booker … Booker said"). */
const INTRODUCED = 0.5;
/** After so many places, far more than a page has, a place is taken for what the last one with its words was. */
const MOST_WEIGHED = 5000;

/** What is weighed for one place: for each candidate its evidence, and the sum of its weights. */
interface Weighed {
  readonly occurrence: Occurrence;
  readonly words: string;
  readonly evidence: Evidence[][];
  readonly scores: number[];
}

/**
 * Decides what each place means, from all that the page says. Pure; time is linear in places and signs. Pauses after
 * each of them, and returns the judgements. Places that merely hold a label get none.
 * The likelihoods of a place's senses and of "something else" (score 0) add up to 1.
 */
export function* judge(
  lexicon: Lexicon,
  findings: Findings,
  facts: PageFacts,
  weights: Weights = WEIGHTS,
): Steps<Judgement[]> {
  const page = yield* PageEvidence.gather(lexicon, findings, facts);
  const context = { lexicon, page, bindings: yield* findBindings(lexicon, findings) };
  const decided: Decided = { terms: new Set(), nothing: new Map() };
  const places: { readonly occurrence: Occurrence; readonly weighed: Weighed }[] = [];
  const byWords = new Map<string, Weighed>();
  for (const [index, occurrence] of findings.occurrences.entries()) {
    if (occurrence.candidates.length === 0) continue;
    const words = wordsOf(findings.passages, occurrence);
    const like = places.length < MOST_WEIGHED ? undefined : byWords.get(words);
    const weighed = like ?? weigh(context, occurrence, words, weights, findings.occurrences[index + 1]);
    places.push({ occurrence, weighed });
    if (!like) {
      byWords.set(words, weighed);
      noteDecided(decided, weighed);
    }
    yield;
  }
  const verdicts = new Map<Weighed, Verdict>();
  const judgements: Judgement[] = [];
  yield* eachInSteps(places, ({ occurrence, weighed }) => {
    const verdict = verdicts.get(weighed) ?? verdictOf(weighed, decided, weights);
    verdicts.set(weighed, verdict);
    judgements.push({ occurrence, ...verdict });
  });
  return judgements;
}

function weigh(
  context: Context,
  occurrence: Occurrence,
  words: string,
  weights: Weights,
  next: Occurrence | undefined,
): Weighed {
  const evidence = evidenceOf(context, occurrence, next);
  const scores = evidence.map((pieces) =>
    pieces.reduce((sum, { kind, strength }) => sum + weights[kind] * strength, 0),
  );
  return { occurrence, words, evidence, scores };
}

type Verdict = Omit<Judgement, 'occurrence'>;

function verdictOf(place: Weighed, decided: Decided, weights: Weights): Verdict {
  if (isAmbiguous(place.occurrence) && !isDecided(place.scores)) addFromPage(place, decided, weights);
  const { occurrence, evidence, scores } = place;
  const senses = occurrence.candidates.map(({ term }, index) => ({
    term,
    confidence: likelihood(scores[index] ?? 0, scores),
    evidence: evidence[index] ?? [],
  }));
  if (senses.length > 1) senses.sort((a, b) => b.confidence - a.confidence || a.term - b.term);
  return { senses, confidence: 1 - likelihood(0, scores) };
}

/** What other places of a page decide. */
interface Decided {
  /** The terms that some place means beyond doubt. */
  readonly terms: Set<TermNumber>;
  /** The words that mean nothing of the digest at some place, and how many times that counts: more after a first name. */
  readonly nothing: Map<string, number>;
}

function noteDecided({ terms, nothing }: Decided, { occurrence, words, evidence, scores }: Weighed): void {
  const isOfPerson = evidence[0]?.some(({ kind }) => kind === 'person' || kind === 'nameBefore');
  if (1 - likelihood(0, scores) < (isOfPerson ? INTRODUCED : NOTHING))
    nothing.set(words, Math.max(nothing.get(words) ?? 0, isOfPerson ? 2 : 1));
  occurrence.candidates.forEach(({ term }, index) => {
    if (likelihood(scores[index] ?? 0, scores) >= DECIDED) terms.add(term);
  });
}

function addFromPage(place: Weighed, { terms, nothing }: Decided, weights: Weights): void {
  place.occurrence.candidates.forEach(({ term }, index) => {
    const against = nothing.get(place.words);
    if (terms.has(term)) addTo(place, index, 'samePage', 1, weights);
    else if (against) addTo(place, index, 'nothingOnPage', against, weights);
  });
}

function isDecided(scores: readonly number[]): boolean {
  return scores.some((score) => likelihood(score, scores) >= DECIDED);
}

function addTo(
  { evidence, scores }: Weighed,
  index: number,
  kind: EvidenceKind,
  strength: number,
  weights: Weights,
): void {
  evidence[index]?.push({ kind, words: '', strength });
  scores[index] = (scores[index] ?? 0) + weights[kind] * strength;
}

/** How likely a score is among those of its place and "something else", whose score is 0. */
function likelihood(score: number, scores: readonly number[]): number {
  let odds = 1;
  for (const other of scores) odds += Math.exp(other);
  return Math.exp(score) / odds;
}
