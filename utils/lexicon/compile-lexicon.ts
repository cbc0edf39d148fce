import { AGAINST, AMBIGUOUS, BY_STORY } from './layout.ts';
import { compilePatterns } from './matcher.ts';
import type { LexiconSource } from './model.ts';
import { type Cue, collectCues, cuePatterns, labelPatterns, type NumberedLabel, numberLabels } from './patterns.ts';
import { packSections } from './sections.ts';
import { hashWord, longFormWords } from './word-hash.ts';

/**
 * Compiles a digest into one buffer that a page can search at once. Deterministic: the same source gives the same bytes.
 * @throws RangeError naming the label when one cannot be matched, such as one without a letter
 */
export function compileLexicon({ terms, stories, countries }: LexiconSource): ArrayBuffer {
  const labels = numberLabels(terms);
  const cues = withNestedOwners(collectCues(labels));
  const numberOf = new Map(terms.map(({ id }, number) => [id, number]));
  const countryNumber = new Map(countries.map(({ code }, number) => [code, number + 1]));
  return packSections([
    bytes(compilePatterns(labelPatterns(terms, labels))),
    bytes(compilePatterns(cuePatterns(cues, countries))),
    new TextEncoder().encode(terms.map(({ id }) => id).join('\n')),
    Uint32Array.from(labels, ({ term }) => term),
    Uint8Array.from(labels, ({ label }) => (label.ambiguous ? AMBIGUOUS : 0)),
    Uint8Array.from(terms, ({ country }) => (country === undefined ? 0 : (countryNumber.get(country) ?? 0))),
    ...rows(cues.map(({ owners }) => [...owners].map(([term, side]) => (side === 'for' ? term : term | AGAINST)))),
    ...rows(linksOf(terms, stories, numberOf)),
    ...rows(expansionWords(terms.length, labels)),
    new TextEncoder().encode(countries.map(({ tlds }) => tlds.join(' ')).join('\n')),
  ]);
}

/** A list of lists as two arrays: where each begins, and all of them one after the other. */
function rows(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => {
    starts[index + 1] = (starts[index] ?? 0) + list.length;
  });
  return [starts, Uint32Array.from(lists.flat())];
}

/** A longer cue hides a shorter one inside it from the matcher, so it speaks for the shorter one's terms too. */
function withNestedOwners(cues: readonly Cue[]): Cue[] {
  const byText = new Map(cues.map((cue) => [cue.text, cue]));
  return cues.map((cue) => {
    const owners = new Map(cue.owners);
    for (const part of wordSpans(cue.text)) {
      for (const [term, side] of byText.get(part)?.owners ?? []) if (!owners.has(term)) owners.set(term, side);
    }
    return { text: cue.text, owners };
  });
}

/** Every run of whole words of a text, other than all of it. */
function wordSpans(text: string): string[] {
  const words = text.split(' ');
  const spans: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      if (to - from < words.length) spans.push(words.slice(from, to).join(' '));
    }
  }
  return spans;
}

/** For each term the terms it is linked to, in both directions: by `related`, or else by a story about both. */
function linksOf(
  terms: LexiconSource['terms'],
  stories: LexiconSource['stories'],
  numberOf: Map<string, number>,
): number[][] {
  const links = terms.map(() => new Map<number, number>());
  const link = (a: number, b: number, flag: number) => {
    if (a === b) return;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      if (flag === 0 || !links[from]?.has(to)) links[from]?.set(to, (to | flag) >>> 0);
    }
  };
  const numbers = (ids: readonly string[]) =>
    ids.map((id) => numberOf.get(id)).filter((number) => number !== undefined);
  terms.forEach(({ related }, number) => {
    for (const other of numbers(related)) link(number, other, 0);
  });
  for (const story of stories) {
    const about = numbers(story.terms);
    for (const a of about) for (const b of about) if (a < b) link(a, b, BY_STORY);
  }
  return links.map((map) => [...map.values()].sort((a, b) => a - b));
}

/** For each term hashes of the words of its labels of several words: what an acronym of it is short for. */
function expansionWords(termCount: number, labels: readonly NumberedLabel[]): number[][] {
  const words = Array.from({ length: termCount }, () => new Set<number>());
  for (const { term, label } of labels) {
    const all = longFormWords(label.text);
    if (all.length > 1) for (const word of all) words[term]?.add(hashWord(word));
  }
  return words.map((set) => [...set].sort((a, b) => a - b));
}

function bytes(buffer: ArrayBuffer): Uint8Array {
  return new Uint8Array(buffer);
}
