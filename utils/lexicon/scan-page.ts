import { isInIdentifier } from './identifiers.ts';
import { COUNTRY, DECOY, NUMBER } from './layout.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';

/** A stretch of text that is matched as one. */
export interface Passage {
  readonly text: string;
  readonly heading?: boolean;
  /** Number of the section it stands in; left out for what belongs to the whole page, such as its title. */
  readonly section?: number;
}

/** One term that a place may name. */
export interface Candidate {
  readonly term: TermNumber;
  readonly ambiguous: boolean;
}

/** A place where labels match, before anything is decided. */
export interface Occurrence {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly Candidate[];
  readonly shouted: boolean;
}

/** A cue or the name of a country, where it stands. */
export interface Sign {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  /** Number of the cue, or of the country. */
  readonly number: number;
  readonly isCountry: boolean;
}

/** Every place of a passage where labels match; names that merely contain a label are passed over. */
export function findOccurrences(lexicon: Lexicon, text: string, passage: number): Occurrence[] {
  const hits = lexicon.labels.scan(text);
  const occurrences: Occurrence[] = [];
  for (let index = 0; index < hits.length; index += 3) {
    const start = hits[index] ?? 0;
    const end = hits[index + 1] ?? 0;
    if (isInIdentifier(text, start, end)) continue;
    const values = lexicon.labels.valuesOf(hits[index + 2] ?? 0, text, start, end);
    const candidates = new Map<TermNumber, Candidate>();
    let shouted = false;
    for (const { value, shouted: isShouted } of values) {
      if (value >= DECOY) continue;
      const term = lexicon.termOfLabel(value);
      const ambiguous = lexicon.isAmbiguous(value);
      if (candidates.get(term)?.ambiguous !== false) candidates.set(term, { term, ambiguous });
      shouted ||= isShouted;
    }
    if (candidates.size > 0) occurrences.push({ passage, start, end, candidates: [...candidates.values()], shouted });
  }
  return occurrences;
}

/** Every cue and name of a country in a passage. */
export function findSigns(lexicon: Lexicon, text: string, passage: number): Sign[] {
  const hits = lexicon.cues.scan(text);
  const signs: Sign[] = [];
  for (let index = 0; index < hits.length; index += 3) {
    const start = hits[index] ?? 0;
    const end = hits[index + 1] ?? 0;
    for (const { value } of lexicon.cues.valuesOf(hits[index + 2] ?? 0, text, start, end)) {
      signs.push({ passage, start, end, number: value & NUMBER, isCountry: value >= COUNTRY });
    }
  }
  return signs;
}
