import type { Evidence } from '../../utils/lexicon/evidence.ts';
import type { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { type EvidenceKind, WEIGHTS, type Weights } from '../../utils/lexicon/weights.ts';
import { judgePassages } from './measure.ts';
import type { LabelledPassage } from './read-passages.ts';

/** Kinds that passages do not set: how often the news means a label, for they are not as the news is, and what no passage doubts. */
const FIXED = new Set<EvidenceKind>([
  'unambiguous',
  'nearlyAlways',
  'mostly',
  'often',
  'rarely',
  'shared',
  'expansion',
  'otherExpansion',
  'partOfName',
]);
/** Pull towards the starting weights: a kind that few passages hold stays near what was thought right. */
const PULL = 0.003;
const ROUNDS = 6;
const STEPS = 400;
const RATE = 0.5;
/** A weight keeps its sign, for what speaks for a sense cannot speak against it. */
const LEAST = 0.05;

type Mutable = Record<EvidenceKind, number>;

/**
 * Weights under which the training passages are likeliest: multinomial logistic regression over each place's senses
 * and "something else", with a Gaussian prior about the weights given, by gradient ascent. What one place says of another
 * depends on the weights, so evidence is gathered anew in each round.
 */
export function fitWeights(lexicon: Lexicon, training: readonly LabelledPassage[], start: Weights = WEIGHTS): Weights {
  const weights: Mutable = { ...start };
  for (let round = 0; round < ROUNDS; round++) {
    const places = gather(lexicon, training, weights);
    for (let step = 0; step < STEPS; step++) ascend(weights, start, places);
  }
  return weights;
}

interface TrainingPlace {
  readonly senses: readonly { readonly evidence: readonly Evidence[]; readonly isMeant: boolean }[];
}

function gather(lexicon: Lexicon, training: readonly LabelledPassage[], weights: Weights): TrainingPlace[] {
  return judgePassages(lexicon, training, weights).flatMap(({ found, meant }) => {
    const senses = found?.judgement.senses.map(({ term, evidence }) => ({
      evidence,
      isMeant: lexicon.termId(term) === meant,
    }));
    return senses ? [{ senses }] : [];
  });
}

function ascend(weights: Mutable, start: Weights, places: readonly TrainingPlace[]): void {
  const gradient = new Map<EvidenceKind, number>();
  for (const { senses } of places) {
    const odds = senses.map(({ evidence }) =>
      Math.exp(evidence.reduce((sum, { kind, strength }) => sum + weights[kind] * strength, 0)),
    );
    const all = odds.reduce((sum, value) => sum + value, 1);
    senses.forEach(({ evidence, isMeant }, index) => {
      const wanting = (isMeant ? 1 : 0) - (odds[index] ?? 0) / all;
      for (const { kind, strength } of evidence) gradient.set(kind, (gradient.get(kind) ?? 0) + wanting * strength);
    });
  }
  for (const [kind, slope] of gradient) {
    if (FIXED.has(kind)) continue;
    const pulled = slope / places.length - PULL * (weights[kind] - start[kind]);
    weights[kind] = withSign(weights[kind] + RATE * pulled, start[kind]);
  }
}

function withSign(weight: number, start: number): number {
  return start < 0 ? Math.min(weight, -LEAST) : start > 0 ? Math.max(weight, LEAST) : weight;
}
