import { besideWords } from './beside-words.ts';
import { compilingPatterns } from './compile-patterns.ts';
import { AGAINST, AMBIGUOUS, COMMON, MOSTLY, NEARLY_ALWAYS, RARELY } from './flags.ts';
import { hashWord } from './hashes.ts';
import type { LexiconBuffers } from './lexicon.ts';
import { linksOf } from './links.ts';
import { longFormWords } from './long-form-words.ts';
import type { LexiconLabel, LexiconSource, LexiconTerm } from './model.ts';
import { type Cue, collectCues, labelPatterns, type NumberedLabel, numberLabels, signPatterns } from './patterns.ts';
import { packSections } from './sections.ts';
import { SENTENCES } from './sentences.ts';
import { complete, eachInSteps, type Steps } from './steps.ts';
import { collectTopicWords, elsewhereBits, topicBits } from './topics.ts';

/**
 * Compiles a digest into buffers that a page can search at once. Deterministic: the same source gives the same bytes.
 * @throws RangeError naming the label when one cannot be matched, such as one without a letter
 */
export function compileLexicon(source: LexiconSource): LexiconBuffers {
  return complete(compilingLexicon(source));
}

/** The same, pausing now and then. */
export function* compilingLexicon(source: LexiconSource): Steps<LexiconBuffers> {
  const numbered = yield* numberLabels(source.terms);
  const labels = yield* compileLabels(source, numbered);
  yield;
  const signs = yield* compileSigns(source, yield* collectCues(numbered));
  return { labels, signs };
}

function* compileLabels(
  { terms, stories, countries, topics }: LexiconSource,
  labels: readonly NumberedLabel[],
): Steps<ArrayBuffer> {
  const beside = besideWords();
  const patterns = yield* compilingPatterns(yield* labelPatterns(terms, labels));
  const links = yield* linksOf(terms, stories);
  const expansions = yield* expansionWords(terms.length, labels);
  const flags = new Uint8Array(labels.length);
  const topicsOf = new Uint32Array(labels.length);
  yield* eachInSteps(labels.entries(), ([number, { label }]) => {
    flags[number] = flagsOf(label);
    topicsOf[number] = topicBits(topics, label.topics);
  });
  const countryNumber = new Map(countries.map(({ code }, number) => [code, number + 1]));
  return packSections([
    bytes(patterns),
    new TextEncoder().encode(terms.map(({ id }) => id).join('\n')),
    Uint32Array.from(labels, ({ term }) => term),
    flags,
    Uint8Array.from(terms, (term) => countryNumber.get(countryOf(term) ?? '') ?? 0),
    ...rows(links),
    ...rows(expansions),
    new TextEncoder().encode(countries.map(({ code, tlds }) => [code.toLowerCase(), ...tlds].join(' ')).join('\n')),
    topicsOf,
    Uint32Array.of(elsewhereBits(topics)),
    beside.hashes,
    beside.bits,
  ]);
}

function* compileSigns({ countries, topics }: LexiconSource, cues: readonly Cue[]): Steps<ArrayBuffer> {
  const topicWords = collectTopicWords(topics);
  const patterns = yield* compilingPatterns(yield* signPatterns(cues, countries, topicWords));
  yield;
  return packSections([
    bytes(patterns),
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
  const all = new Uint32Array(starts[lists.length] ?? 0);
  lists.forEach((list, index) => {
    all.set(list, starts[index]);
  });
  return [starts, all];
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

/** For each term hashes of the words of its labels of several words: what an acronym of it is short for. */
function* expansionWords(termCount: number, labels: readonly NumberedLabel[]): Steps<number[][]> {
  const words = Array.from({ length: termCount }, () => new Set<number>());
  yield* eachInSteps(labels, ({ term, label }) => {
    const all = longFormWords(label.text);
    if (all.length > 1) for (const word of all) words[term]?.add(hashWord(word));
  });
  return words.map((set) => [...set].sort((a, b) => a - b));
}

function bytes(buffer: ArrayBuffer): Uint8Array {
  return new Uint8Array(buffer);
}
