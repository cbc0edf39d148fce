import { findAll, judgeAll } from '../../utils/lexicon/annotate.ts';
import type { Judgement } from '../../utils/lexicon/judge.ts';
import type { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { isAmbiguous } from '../../utils/lexicon/occurrence.ts';
import { complete } from '../../utils/lexicon/steps.ts';
import type { Weights } from '../../utils/lexicon/weights.ts';
import type { LabelledPassage } from './read-passages.ts';

/** What is written at a place: the term meant, another sense of the label, or a longer name that holds it. */
export type Kind = 'the sense meant' | 'another sense' | 'a longer name';

/** One place of a passage, what it means, and what was made of it. */
export interface Verdict {
  readonly passage: LabelledPassage;
  readonly surface: string;
  readonly kind: Kind;
  /** Undefined where nothing may be marked. */
  readonly meant: string | undefined;
  /** Undefined where no label was found. */
  readonly found:
    | { readonly term: string; readonly first: string; readonly confidence: number; readonly judgement: Judgement }
    | undefined;
}

/** Judges every place of the passages that is labelled or ambiguous. */
export function judgePassages(lexicon: Lexicon, passages: readonly LabelledPassage[], weights?: Weights): Verdict[] {
  return passages.flatMap((passage) => {
    const judgements = complete(judgeAll(lexicon, findAll(lexicon, passage.passages), passage.facts, weights)).map(
      (judgement) => {
        const { passage: number, start, end } = judgement.occurrence;
        const offset = passage.passages[number]?.offset ?? 0;
        return { judgement, start: offset + start, end: offset + end };
      },
    );
    const labelled = passage.gold.map(({ start, end, surface, term }): Verdict => {
      const match = judgements.find((place) => place.start < end && start < place.end);
      const kind =
        term !== undefined ? 'the sense meant' : isWhole(match, { start, end }) ? 'another sense' : 'a longer name';
      return { passage, surface, kind, meant: term, found: match && foundAt(lexicon, match.judgement) };
    });
    const others = judgements.filter(
      ({ judgement, start, end }) =>
        isAmbiguous(judgement.occurrence) && !passage.gold.some((gold) => gold.start < end && start < gold.end),
    );
    if (others.length > 0) {
      const surfaces = others.map(({ start, end }) => passage.text.slice(start, end));
      throw new Error(`${passage.file}: "${passage.id}" does not say what ${surfaces.join(', ')} means.`);
    }
    return labelled;
  });
}

function isWhole(
  match: { start: number; end: number } | undefined,
  { start, end }: { start: number; end: number },
): boolean {
  return match === undefined ? false : end - start <= match.end - match.start + 2;
}

function foundAt(lexicon: Lexicon, judgement: Judgement): NonNullable<Verdict['found']> {
  const term = lexicon.termId(judgement.senses[0]?.term ?? 0);
  const first = lexicon.termId(judgement.occurrence.candidates[0]?.term ?? 0);
  return { term, first, confidence: judgement.confidence, judgement };
}

/** How often marks are right, and how much of what should be marked is. */
export interface Score {
  readonly places: number;
  readonly marks: number;
  readonly precision: number;
  readonly recall: number;
}

/** Precision and recall where everything from a confidence on is marked. */
export function score(verdicts: readonly Verdict[], least: number): Score {
  return scoreOf(verdicts, ({ found }) => (found && found.confidence >= least ? found.term : undefined));
}

/** The baseline: a plain dictionary marks every label wherever it stands, as the first term that has it. */
export function scoreDictionary(verdicts: readonly Verdict[]): Score {
  return scoreOf(verdicts, ({ found }) => found?.first);
}

function scoreOf(verdicts: readonly Verdict[], markOf: (verdict: Verdict) => string | undefined): Score {
  const marked = verdicts.filter((verdict) => markOf(verdict) !== undefined);
  const right = marked.filter((verdict) => markOf(verdict) === verdict.meant).length;
  const wanted = verdicts.filter(({ meant }) => meant !== undefined).length;
  return {
    places: verdicts.length,
    marks: marked.length,
    precision: marked.length === 0 ? 1 : right / marked.length,
    recall: wanted === 0 ? 1 : right / wanted,
  };
}

/** What was judged wrongly where everything from a confidence on is marked. */
export function mistakes(verdicts: readonly Verdict[], least: number): Verdict[] {
  return verdicts.filter(({ found, meant }) => (found && found.confidence >= least ? found.term : undefined) !== meant);
}

/** Places whose confidence lies between two bounds, and how many of them are what they were taken for. */
export function calibration(
  verdicts: readonly Verdict[],
  bounds: readonly number[],
): { from: number; to: number; places: number; mean: number; right: number }[] {
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? 1;
    const inside = verdicts.flatMap(({ found, meant }) =>
      found && found.confidence >= from && (found.confidence < to || to === 1)
        ? [{ ...found, isRight: found.term === meant }]
        : [],
    );
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    return {
      from,
      to,
      places: inside.length,
      mean,
      right: inside.filter(({ isRight }) => isRight).length / inside.length,
    };
  });
}
