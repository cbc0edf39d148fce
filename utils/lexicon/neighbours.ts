import { cleanedPart } from './clean.ts';
import type { Evidence } from './evidence.ts';
import { BESIDE } from './flags.ts';
import { lazily } from './lazily.ts';
import type { Lexicon } from './lexicon.ts';
import type { Place, Sign } from './occurrence.ts';
import type { EvidenceKind } from './weights.ts';

const NEXT_WORD = lazily("^(?:[\\s-]|([’'])(?:s\\s)?)?\\s*(\\p{L}[\\p{L}\\p{N}'’&-]*)");
const PREVIOUS_WORD = lazily("(?:^|[^\\p{L}\\p{N}.])(\\p{L}[\\p{L}\\p{N}'’&-]*\\.?)\\s+[\"“‘']?$");
/** Nothing, or what ends a sentence or opens a quotation or list: a capital after it says nothing. */
const SENTENCE_START = /(?:^|[.!?:;•|“”"(\n–—-])\s*$/u;
const ARTICLE = /^(?:an?|the|one|any|every|this|that|no)$/i;
/** No number that ends its clause, nor an amount of money: "In 2019, FBI agents", "fell to $12.40. Citi also slid". */
const QUANTITY = lazily('(?<![\\p{L}\\p{N}$€£.,/])(\\d(?:[\\d.,]*\\d)?)[^\\S\\n]+$');
const NAME = lazily('^\\p{Lu}\\S*\\p{Ll}');
const IN_CAPITALS = lazily('^\\p{Lu}[^\\s\\p{Ll}]*$');
const LETTERS = lazily('^\\p{L}+$');
const LONG_WORDS = lazily('\\p{L}{4,}', 'gu');
const SMALL_WORD = lazily('(?<![\\p{L}-])[\\p{Ll}\\p{Lo}]{5}');
/** After a noun, and not after a name that says whose something is ("an Oracle finance system"). */
const FUNCTION_WORD = /^(?:of|at|in|on|for|to|and|or|is|was|were|has|had|that|who|which|from|with|by|as|a|the)?$/;
/** How far a neighbour is looked for, in UTF-16 units: the longest words of names. */
const REACH = 40;
/** How far it is looked whether words have capitals, in UTF-16 units. */
const AROUND = 60;

/**
 * What the words right beside a place say of it.
 * @param near signs within reach: words that they cover are known, and so no part of an unknown name
 * @param lang the page's language: in German every noun has a capital, so there capitals say nothing
 */
export function evidenceBeside(
  lexicon: Lexicon,
  text: string,
  place: Place,
  near: readonly Sign[],
  lang = '',
): Evidence[] {
  const { start, end } = place;
  const surface = cleanedPart(text, start, end);
  const before = cleanedPart(text, start - REACH, start);
  const [all = '', possessive, next = ''] = nextWord(text, end);
  const [, previous = ''] = PREVIOUS_WORD().exec(before) ?? [];
  const bitsAfter = bitsBeside(lexicon, next);
  const bitsBefore = bitsBeside(lexicon, previous);
  const isName = NAME().test(surface);
  const evidence: Evidence[] = [];
  const add = (kind: EvidenceKind, words = '') => evidence.push({ kind, words, strength: 1 });

  if (bitsAfter & BESIDE.body) add('body', `${surface} ${next}`);
  if (!isName && !IN_CAPITALS().test(surface)) return evidence;
  const number = QUANTITY().exec(before)?.[1];
  if (number !== undefined) add('quantity', `${number} ${surface}`);
  const tellsCapitals = () => !lang.startsWith('de') && !isTitleCase(text, place);
  if (isCapitalised(next) && possessive === undefined) {
    if (bitsAfter & BESIDE.place) add('place', `${surface} ${next}`);
    else if (bitsAfter === 0 && !near.some((sign) => sign.start === end + 1) && !all.includes('\n') && tellsCapitals())
      add(isName ? 'nameAfter' : 'acronymAfter', `${surface} ${next}`);
  }
  if (!isName) return evidence;
  if (bitsBefore & BESIDE.person) add('person', `${previous} ${surface}`);
  const isTitle = previous === 'The' && !startsSentence(before.slice(0, before.lastIndexOf(previous)));
  if (ARTICLE.test(previous) && (isTitle || FUNCTION_WORD.test(next)) && LETTERS().test(surface))
    add('article', `${previous} ${surface}`);
  if (!startsSentence(before) && isCapitalised(previous) && bitsBefore === 0 && !previous.endsWith('.')) {
    const isKnown = near.some((sign) => sign.end < start && start - sign.end <= 3);
    const isStart = startsSentence(before.slice(0, before.lastIndexOf(previous)));
    if (!isKnown && !isStart && tellsCapitals()) add('nameBefore', `${previous} ${surface}`);
  }
  return evidence;
}

/**
 * The word right after a place: with all that parts them, the apostrophe of a possessive between them, and alone.
 * Nothing where something else parts them than a space or a hyphen. Where that holds a line break, the source may have
 * been wrapped there, or the page begins a line: then only words that are known make a longer name.
 */
export function nextWord(text: string, end: number): readonly string[] {
  return NEXT_WORD().exec(cleanedPart(text, end, end + REACH)) ?? [];
}

/** Whether what comes after a text begins a sentence, a quotation or an item, so that its capital says nothing. */
export function startsSentence(before: string): boolean {
  return SENTENCE_START.test(before);
}

/** What a word says of a name beside it, whatever ending of a possessive or an abbreviation it has. */
export function bitsBeside(lexicon: Lexicon, word: string): number {
  return word === '' ? 0 : lexicon.besideBits(word.replace(/[’']s?$|\.$/, ''));
}

/** Whether a word is written as a name: a capital, and small letters. */
export function isCapitalised(word: string): boolean {
  return NAME().test(word);
}

/** Whether the words around are a headline where every long word has a capital, so that capitals say nothing. */
function isTitleCase(text: string, place: Place): boolean {
  const { start, end } = place;
  const words = cleanedPart(text, start - AROUND, end + AROUND).match(LONG_WORDS()) ?? [];
  return words.length >= 4 && !hasSmallWords(text, place);
}

/** Whether there are long words without a capital around a place; headlines in capitals have but prepositions, which are shorter. */
export function hasSmallWords(text: string, { start, end }: Place): boolean {
  // The first word may be cut, and so have lost its capital.
  const before = cleanedPart(text, start - AROUND, start).replace(/^\S+/, '');
  return SMALL_WORD().test(`${before}|${cleanedPart(text, end, end + AROUND)}`);
}
