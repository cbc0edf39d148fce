import { besideWords } from './beside-words.ts';
import { hashWord } from './hashes.ts';
import { AGAINST, AMBIGUOUS, BY_STORY, COMMON, MOSTLY, NEARLY_ALWAYS, RARELY } from './layout.ts';
import type { LexiconBuffers } from './lexicon.ts';
import { longFormWords } from './long-form-words.ts';
import { compilePatterns } from './matcher.ts';
import type { LexiconLabel, LexiconSource, LexiconTerm } from './model.ts';
import { type Cue, collectCues, labelPatterns, type NumberedLabel, numberLabels, signPatterns } from './patterns.ts';
import { packSections } from './sections.ts';
import { SENTENCES } from './sentences.ts';
import { collectTopicWords, elsewhereBits, topicBits } from './topics.ts';

/**
 * Compiles a digest into buffers that a page can search at once. Deterministic: the same source gives the same bytes.
 * @throws RangeError naming the label when one cannot be matched, such as one without a letter
 */
export function compileLexicon(source: LexiconSource): LexiconBuffers {
  const labels = numberLabels(source.terms);
  return { labels: compileLabels(source, labels), signs: compileSigns(source, collectCues(labels)) };
}

function compileLabels(
  { terms, stories, countries, topics }: LexiconSource,
  labels: readonly NumberedLabel[],
): ArrayBuffer {
  const beside = besideWords();
  const numberOf = new Map(terms.map(({ id }, number) => [id, number]));
  const countryNumber = new Map(countries.map(({ code }, number) => [code, number + 1]));
  return packSections([
    bytes(compilePatterns(labelPatterns(terms, labels))),
    new TextEncoder().encode(terms.map(({ id }) => id).join('\n')),
    Uint32Array.from(labels, ({ term }) => term),
    Uint8Array.from(labels, ({ label }) => flagsOf(label)),
    Uint8Array.from(terms, (term) => countryNumber.get(countryOf(term) ?? '') ?? 0),
    ...rows(linksOf(terms, stories, numberOf)),
    ...rows(expansionWords(terms.length, labels)),
    new TextEncoder().encode(countries.map(({ tlds }) => tlds.join(' ')).join('\n')),
    Uint32Array.from(labels, ({ label }) => topicBits(topics, label.topics)),
    Uint32Array.of(elsewhereBits(topics)),
    beside.hashes,
    beside.bits,
  ]);
}

function compileSigns({ countries, topics }: LexiconSource, cues: readonly Cue[]): ArrayBuffer {
  const topicWords = collectTopicWords(topics);
  return packSections([
    bytes(compilePatterns(signPatterns(cues, countries, topicWords))),
    ...ownersOf(cues),
    Uint32Array.from(topicWords, (word) => word.topics),
    new TextEncoder().encode(JSON.stringify(SENTENCES)),
  ]);
}

/** For each run of cues with the same owners the first one, and the owners: few sets own most cues. */
function ownersOf(cues: readonly Cue[]): [Uint32Array, Uint32Array, Uint32Array] {
  const sets = cues.map(({ owners }) => [...owners].map(([term, side]) => (side === 'for' ? term : term | AGAINST)));
  const firsts = [...sets.keys()].filter((cue) => cue === 0 || `${sets[cue]}` !== `${sets[cue - 1]}`);
  return [Uint32Array.from(firsts), ...rows(firsts.map((cue) => sets[cue] ?? []))];
}

/** A list of lists as two arrays: where each begins, and all of them one after the other. */
function rows(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => {
    starts[index + 1] = (starts[index] ?? 0) + list.length;
  });
  return [starts, Uint32Array.from(lists.flat())];
}

/** Only a body is of its country alone: a framework that began in one is used in others. */
function countryOf({ kind, country }: LexiconTerm): string | undefined {
  return kind === 'organisation' ? country : undefined;
}

function flagsOf({ text, ambiguous, meant }: LexiconLabel): number {
  return (
    (ambiguous ? AMBIGUOUS : 0) |
    (meant === 'nearly-always' ? NEARLY_ALWAYS : 0) |
    (meant === 'mostly' ? MOSTLY : 0) |
    (meant === 'rarely' ? RARELY : 0) |
    (isCommon(text) ? COMMON : 0)
  );
}

/** Written with small initials but for acronyms: "digital divide", "AI governance". */
function isCommon(text: string): boolean {
  return /(?:^|\s)\p{Ll}{3}/u.test(text) && !/\p{Lu}\p{Ll}/u.test(text);
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
