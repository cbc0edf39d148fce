import type { Occurrence, Passage, Sign } from '../lexicon/occurrence.ts';
import type { Findings } from '../lexicon/page-evidence.ts';
import type { Steps } from '../lexicon/steps.ts';
import { type Found, type FoundRun, isRun } from './block.ts';
import type { PageText } from './page-text.ts';

/** What was found on a page, and in which runs: those that the passages are. */
export interface PageFindings extends Findings {
  readonly passages: readonly (Passage & { readonly section: number; readonly run: FoundRun })[];
}

/** Puts together what was found in the blocks of a page, in their order; pauses after each. */
export function* gatherFindings(text: PageText): Steps<PageFindings> {
  const passages: (Passage & { section: number; run: FoundRun })[] = [];
  const occurrences: Occurrence[] = [];
  const signs: Sign[] = [];
  for (const [run, section] of text.parts()) {
    yield;
    if (!isRun(run)) continue;
    const passage = passages.length;
    passages.push({ text: run.text, section, run });
    run.found = inPassage(run.found, passage);
    occurrences.push(...run.found.occurrences);
    signs.push(...run.found.signs);
  }
  return { passages, occurrences, signs };
}

/** What was found in a run as that of a passage. Mostly it was that passage already: a long page is judged while it grows. */
function inPassage(found: Found, passage: number): Found {
  const { occurrences, signs } = found;
  if ((occurrences[0] ?? signs[0])?.passage === passage) return found;
  return {
    occurrences: occurrences.map((occurrence) => ({ ...occurrence, passage })),
    signs: signs.map((sign) => ({ ...sign, passage })),
  };
}
