import type { Outcome } from '../records.ts';
import { digestInWords } from './digest-words.ts';
import { feedInWords } from './feed-words.ts';
import type { Named, Said } from './said.ts';

/** What came of a check, in words for the reader: the one place where they are made. */
export function outcomeInWords(outcome: Outcome, named: Named): Said {
  return outcome.kind === 'digest' ? digestInWords(outcome.result, named) : feedInWords(outcome.result, named);
}
