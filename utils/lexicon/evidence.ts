import type { Sentences } from './sentences.ts';
import { type EvidenceKind, WEIGHTS } from './weights.ts';

/** One reason why a place was taken for what it was, or not. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** From the page, so that a reader can check it; empty where there are none. */
  readonly words: string;
  /** How many times the kind's weight it counts. */
  readonly strength: number;
}

/** Words of one kind named in a sentence; more would be a list nobody reads. */
const MOST_WORDS = 3;

/** The evidence as sentences for a reader, in its order; pieces of one sentence are one, and no words come twice. */
export function describeEvidence(evidence: readonly Evidence[], sentences: Sentences): string[] {
  const said = new Set<string>();
  const groups = new Map<string, string[]>();
  for (const { kind, words } of evidence) {
    const sentence = sentences[kind] ?? (words !== '' && WEIGHTS[kind] < 0 ? 'against it: *' : undefined);
    if (!sentence || (words !== '' && said.size === said.add(words.toLowerCase()).size)) continue;
    const group = groups.get(sentence);
    if (group) group.push(words);
    else groups.set(sentence, [words]);
  }
  return [...groups].map(([sentence, words]) => sentence.replace('*', () => listed(words.slice(0, MOST_WORDS))));
}

/** “a”, “b” and “c”. */
function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
