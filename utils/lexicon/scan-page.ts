import { DECOY, KIND_OF_SIGN } from './flags.ts';
import type { HitValue } from './forms.ts';
import { isInIdentifier } from './identifiers.ts';
import type { Lexicon } from './lexicon.ts';
import type { Matcher } from './matcher.ts';
import type { TermNumber } from './model.ts';
import type { Candidate, Occurrence, Reading, Sign } from './occurrence.ts';

/** Every place of a passage where labels match, and the longer names that merely hold one. */
export function findOccurrences(lexicon: Lexicon, text: string, passage: number): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const [start, end, form] of hitsIn(lexicon.labels, text)) {
    if (isInIdentifier(text, start, end)) continue;
    const { candidates, held, shouted } = lexicon.readings(text.slice(start, end), () =>
      readingOf(lexicon, lexicon.labels.valuesOf(form, text, start, end)),
    );
    occurrences.push({ passage, start, end, candidates, held, shouted });
  }
  return occurrences;
}

function readingOf(lexicon: Lexicon, values: readonly HitValue[]): Reading {
  const candidates: Candidate[] = [];
  const held: TermNumber[] = [];
  // A label that is written just so counts; one in other capitals only where there is none.
  const shouted = values.every((value) => value.shouted);
  for (const { value, shouted: isShouted } of values) {
    if (isShouted !== shouted) continue;
    const term = lexicon.termOfLabel(value >= DECOY ? value - DECOY : value);
    if (value >= DECOY) {
      held.push(term);
      continue;
    }
    const trust = lexicon.trustIn(value);
    const known = candidates.findIndex((candidate) => candidate.term === term);
    const candidate = { term, trust, isCommon: lexicon.isCommon(value), topics: lexicon.topicsOfLabel(value) };
    if (known < 0) candidates.push(candidate);
    else if (trust === 'unambiguous') candidates[known] = candidate;
  }
  return { candidates, held, shouted };
}

/** Every sign in a passage, in order; none as long as the lexicon has no signs. */
export function findSigns({ signs: known }: Lexicon, text: string, passage: number): Sign[] {
  const signs: Sign[] = [];
  if (!known) return signs;
  for (const [start, end, form] of hitsIn(known.matcher, text)) {
    const values = known.values(text.slice(start, end), () =>
      known.matcher.valuesOf(form, text, start, end).map(({ value }) => value),
    );
    for (const value of values) {
      const kind = Math.floor(value / KIND_OF_SIGN);
      signs.push({ passage, start, end, kind, number: value % KIND_OF_SIGN });
    }
  }
  return signs;
}

/** The hits of a text, one after the other. */
function* hitsIn(matcher: Matcher, text: string): Generator<readonly [start: number, end: number, form: number]> {
  const hits = matcher.scan(text);
  for (let index = 0; index < hits.length; index += 3)
    yield [hits[index] ?? 0, hits[index + 1] ?? 0, hits[index + 2] ?? 0];
}
