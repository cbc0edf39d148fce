import { compilePatterns, openMatcher } from '../utils/lexicon/matcher.ts';
import { realPages } from './real-pages.ts';
import { printTable, type Row } from './table.ts';

/**
 * Compares the matcher, all folding on, with an oracle that knows no folding, on real pages, and says for each
 * difference what explains it: `node bench/differences.ts`. An unexplained one would be a fault.
 */

/** In a word, but for scripts without spaces. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Branch {
  readonly next: Map<string, Branch>;
  isName: boolean;
}

/** Exact names, leftmost and longest, whole words: a tree of characters walked from every place. */
function oracleOf(names: readonly string[]): (text: string) => Place[] {
  const root: Branch = { next: new Map(), isName: false };
  for (const name of names) {
    let branch = root;
    for (const character of name.split('')) {
      const next = branch.next.get(character) ?? { next: new Map(), isName: false };
      branch.next.set(character, next);
      branch = next;
    }
    branch.isName = true;
  }
  return (text) => {
    const places: Place[] = [];
    for (let start = 0; start < text.length; start++) {
      if (!isBoundary(text, start)) continue;
      let end = 0;
      let branch: Branch | undefined = root;
      for (let at = start; branch; at++) {
        if (branch.isName && isBoundary(text, at)) end = at;
        branch = branch.next.get(text[at] ?? '');
      }
      if (end === 0) continue;
      places.push({ start, end });
      start = end - 1;
    }
    return places;
  };
}

function isBoundary(text: string, at: number): boolean {
  return !isInWord(text[at - 1]) || !isInWord(text[at]);
}

function isInWord(character = ' '): boolean {
  return WORD.test(character) && !WITHOUT_SPACES.test(character);
}

/** What folding makes a surface a name; the first that does. */
const FOLDINGS: readonly [string, (text: string) => string][] = [
  ['spaces of other kinds, or several', (text) => text.replace(/\s+/g, ' ')],
  ['other apostrophes or quotes', (text) => text.replace(/[‘’‛ʼ′]/g, "'").replace(/[“-‟″]/g, '"')],
  ['other hyphens', (text) => text.replace(/[\u2010-\u2013\u2212]/g, '-')],
  [
    'invisible characters',
    (text) => text.replace(/\xad|\u0640|[\u200b-\u200f]|\u2060|\ufeff|\p{Variation_Selector}/gu, ''),
  ],
  ['marks, full-width forms, ligatures', (text) => text.normalize('NFKC')],
  [
    'a letter and a digit, a space or hyphen between or none',
    (text) => text.replace(/(\p{L})[ -](?=\p{N})|(\p{N})[ -](?=\p{L})/gu, '$1$2'),
  ],
  ['a space beside a plus', (text) => text.replace(/ ?\+ ?/g, '+')],
];

/** Names under all foldings up to each one. */
function explainerOf(names: readonly string[]): (surface: string) => string {
  const folded = (text: string, upTo: number) =>
    FOLDINGS.slice(0, upTo + 1).reduce((sofar, [, fold]) => fold(sofar), text);
  const sets = FOLDINGS.map((_, upTo) => new Set(names.map((name) => folded(name, upTo))));
  return (surface) => FOLDINGS.find((_, upTo) => sets[upTo]?.has(folded(surface, upTo)))?.[0] ?? 'unexplained';
}

function compare(texts: readonly string[], names: readonly string[]): Row[] {
  const oracle = oracleOf(names);
  const explain = explainerOf(names);
  const known = new Set(names);
  const matcher = openMatcher(
    compilePatterns(
      names.map((text, value) => ({ text, case: 'exact' as const, value })),
      { shouting: false },
    ),
  );
  const counts = new Map<string, { count: number; example: string }>();
  const note = (what: string, text: string, { start, end }: Place) => {
    const { count = 0, example = text.slice(start, end) } = counts.get(what) ?? {};
    counts.set(what, { count: count + 1, example });
  };
  for (const text of texts) {
    const hits = matcher.scan(text);
    const ours = Array.from({ length: hits.length / 3 }, (_, index) => ({
      start: hits[index * 3] ?? 0,
      end: hits[index * 3 + 1] ?? 0,
    }));
    const theirs = oracle(text);
    const isIn = (places: readonly Place[], { start, end }: Place) =>
      places.some((place) => place.start === start && place.end === end);
    const extra = ours.filter((place) => !isIn(theirs, place));
    for (const place of extra) {
      const surface = text.slice(place.start, place.end);
      const isAfterMiss = known.has(surface) && theirs.some(({ start, end }) => start < place.end && end > place.start);
      note(`extra: ${isAfterMiss ? 'what a folded hit before it left' : explain(surface)}`, text, place);
    }
    for (const place of theirs) {
      if (isIn(ours, place)) note('the same', text, place);
      else {
        const isWithin = ours.some(
          ({ start, end }) => start < place.end && end > place.start && !isIn(theirs, { start, end }),
        );
        note(
          `missed: ${isWithin ? 'a longer folded hit, or one before it, holds its words' : 'unexplained'}`,
          text,
          place,
        );
      }
    }
  }
  return [...counts]
    .sort()
    .map(([what, { count, example }]) => ({ names: names.length, what, count, example: JSON.stringify(example) }));
}

const pages = realPages();
if (pages) {
  const rows = [2_000, 20_000, 100_000].flatMap((count) => compare(pages.texts, pages.names(count)));
  printTable('Differences from an oracle without folding', rows);
}
