import type { Evidence } from './evidence.ts';
import { BESIDE, SIGN } from './layout.ts';
import type { Place, Sign } from './scan-page.ts';
import type { EvidenceKind } from './weights.ts';

const NEXT_WORD = /^(?:[ \u00a0-]|[’'](?:s )?)?[ \u00a0]?(\p{L}[\p{L}\p{N}'’&-]*)/u;
const PREVIOUS_WORD = /(?:^|[^\p{L}\p{N}.])(\p{L}[\p{L}\p{N}'’&-]*\.?)[ \u00a0]["“‘']?$/u;
/** Nothing, or what ends a sentence or opens a quotation or list: a capital after it says nothing. */
const SENTENCE_START = /(?:^|[.!?:;•|“”"(\n–—-])\s*$/u;
const ARTICLE = /^(?:an?|the|one|any|every|this|that|no)$/i;
/** After a noun, and not after a name that says whose something is ("an Oracle finance system"). */
const FUNCTION_WORD = /^(?:of|at|in|on|for|to|and|or|is|was|were|has|had|that|who|which|from|with|by|as|a|the)$/;
/** How far a neighbour is looked for, in UTF-16 units: the longest words of names. */
const REACH = 40;

/** What the words right beside a place say of it. In German every noun has a capital, so there capitals say nothing. */
export function evidenceBeside(text: string, place: Place, near: readonly Sign[], lang = ''): Evidence[] {
  const { start, end } = place;
  const surface = text.slice(start, end);
  const isName = /^\p{Lu}[^\s]*\p{Ll}/u.test(surface);
  const isAcronym = !isName && /^\p{Lu}[^\s\p{Ll}]*$/u.test(surface);
  const evidence: Evidence[] = [];
  const add = (kind: EvidenceKind, words: string) => evidence.push({ kind, words, amount: 1 });
  const after = text.slice(end, end + REACH);
  const before = text.slice(Math.max(0, start - REACH), start);
  const next = NEXT_WORD.exec(after);
  const nextWord = next?.[1] ?? '';
  const bitsAfter = next ? bitsAt(near, end + next[0].length - nextWord.length) : 0;
  const previousWord = PREVIOUS_WORD.exec(before)?.[1] ?? '';
  const bitsBefore = previousWord === '' ? 0 : bitsBeforeAt(near, start);
  const isBody = (bitsAfter & BESIDE.body) !== 0;
  if (isBody) add('body', `${surface} ${nextWord}`);
  if (!isName && !isAcronym) return evidence;
  const isTitle = lang.startsWith('de') || isTitleCase(text, place);
  const isPossessive = /^[’']s/.test(after);
  if (bitsAfter & BESIDE.place && !isPossessive && isCapital(nextWord)) add('place', `${surface} ${nextWord}`);
  else if (isCapital(nextWord) && !isPossessive && !isTitle && bitsAfter === 0 && !isKnown(near, end + 1)) {
    add(isName ? 'nameAfter' : 'acronymAfter', `${surface} ${nextWord}`);
  }
  if (!isName) return evidence;
  if (bitsBefore & BESIDE.person) add('person', `${previousWord} ${surface}`);
  const isStart = SENTENCE_START.test(before);
  if (isStart && !isTitle) add('sentenceStart', '');
  const isAlone = nextWord === '' || FUNCTION_WORD.test(nextWord);
  if (isAlone && ARTICLE.test(previousWord) && /^\p{L}+$/u.test(surface)) add('article', `${previousWord} ${surface}`);
  const isLeader = bitsBefore !== 0 || isKnownBefore(near, start);
  if (isCapital(previousWord) && !isTitle && !isLeader && !previousWord.endsWith('.')) {
    const beforeThat = before.slice(0, before.lastIndexOf(previousWord));
    if (!SENTENCE_START.test(beforeThat)) add('nameBefore', `${previousWord} ${surface}`);
  }
  return evidence;
}

function isCapital(word: string): boolean {
  return /^\p{Lu}.*\p{Ll}/u.test(word);
}

/** What the words beside names say that begin at a place. */
function bitsAt(signs: readonly Sign[], start: number): number {
  let bits = 0;
  for (const sign of signs) if (sign.start === start && sign.kind === SIGN.beside) bits |= sign.number;
  return bits;
}

function bitsBeforeAt(signs: readonly Sign[], end: number): number {
  let bits = 0;
  for (const sign of signs) {
    if (sign.kind === SIGN.beside && sign.end < end && end - sign.end <= 2) bits |= sign.number;
  }
  return bits;
}

/** Whether a word is a cue, the name of a country or a word of the field, and so no part of an unknown name. */
function isKnown(signs: readonly Sign[], start: number): boolean {
  return signs.some((sign) => sign.start === start && sign.kind !== SIGN.beside);
}

function isKnownBefore(signs: readonly Sign[], end: number): boolean {
  return signs.some((sign) => sign.end < end && end - sign.end <= 3 && sign.kind !== SIGN.beside);
}

/** Whether the words around are a headline where nearly every word has a capital, so that capitals say nothing. */
function isTitleCase(text: string, { start, end }: Place): boolean {
  const words = text.slice(Math.max(0, start - 60), end + 60).match(/\p{L}{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length >= 4 && capitals / words.length > 0.7;
}
