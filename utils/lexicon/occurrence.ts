import type { TermNumber, Trust } from './model.ts';

/** A stretch of text that is matched as one. */
export interface Passage {
  readonly text: string;
  readonly heading?: boolean;
  /** Number of the section it stands in; left out for what belongs to the whole page, such as its title. */
  readonly section?: number;
}

/** A stretch of a passage, in UTF-16 units. */
export interface Place {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
}

/** One term that a place may name. */
export interface Candidate {
  readonly term: TermNumber;
  readonly trust: Trust;
  /** Whether it is named by words of the language. */
  readonly isCommon: boolean;
  /** A bit for each topic that texts about it have. */
  readonly topics: number;
}

/** A place where labels match, before anything is decided. */
export interface Occurrence extends Place {
  /** None where the place is a longer name that holds a label and is something else ("Oracle Park"). */
  readonly candidates: readonly Candidate[];
  /** The terms whose labels such a longer name holds. */
  readonly held: readonly TermNumber[];
  readonly shouted: boolean;
}

/** Something that speaks for or against what a place may mean. */
export interface Sign extends Place {
  /** One of `SIGN`. */
  readonly kind: number;
  readonly number: number;
}

/** What the labels of a surface stand for, wherever it stands. */
export type Reading = Pick<Occurrence, 'candidates' | 'held' | 'shouted'>;

/** Whether a place needs evidence, so that the signs of the page are wanted. */
export function isAmbiguous({ candidates }: Occurrence): boolean {
  return candidates.length > 1 || (candidates.length > 0 && candidates[0]?.trust !== 'unambiguous');
}
