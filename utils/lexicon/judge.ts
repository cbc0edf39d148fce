import { type Binding, bindingAt, findBindings } from './acronyms.ts';
import { type Evidence, MOST_COUNTED, WEIGHTS } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import { longerNameAround } from './neighbours.ts';
import { PageEvidence, type PageFacts, wordsOf } from './page-evidence.ts';
import type { Candidate, Occurrence, Passage, Sign } from './scan-page.ts';

/** One thing a place may mean, with how likely that is (0 to 1) and why. */
export interface Sense {
  readonly term: TermNumber;
  readonly confidence: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
}

/** A place with what it means. */
export interface Judgement {
  readonly occurrence: Occurrence;
  /** The likeliest first; at least one. */
  readonly senses: readonly Sense[];
  /** How likely it is that the place means any of them, 0 to 1. */
  readonly confidence: number;
}

/** What a page says of a place's candidates, summed up as log-odds against "something else". */
interface Score {
  readonly candidate: Candidate;
  score: number;
  readonly evidence: { readonly weight: number; readonly piece: Evidence }[];
}

/** A cue counts as near within this many UTF-16 units, about two sentences, in the same passage. */
const NEAR = 220;
/** A country is named with a body within this many units: "the Dutch NCSC", "the NCSC of the Netherlands". */
const BESIDE = 40;
/** From here on one place decides the others of its kind on the page (one sense per discourse: Gale, Church, Yarowsky 1992). */
const DECIDED = 0.85;

/**
 * Decides what each place means, from all that the page says. Pure; time is linear in places and signs.
 * The likelihoods of a place's senses and of "something else" (score 0) add up to 1.
 */
export function judge(
  lexicon: Lexicon,
  passages: readonly Passage[],
  occurrences: readonly Occurrence[],
  signs: readonly Sign[],
  facts: PageFacts,
): Judgement[] {
  const page = new PageEvidence(lexicon, passages, occurrences, signs, facts);
  const bindings = findBindings(lexicon, passages, occurrences);
  const scored = occurrences.map((occurrence) => {
    const binding = bindingAt(bindings.get(surfaceOf(passages, occurrence)), occurrence);
    return { occurrence, scores: scoreAll(lexicon, passages, page, occurrence, binding, facts) };
  });
  const decided = decidedTerms(scored.map(({ scores }) => scores));
  return scored.map(({ occurrence, scores }) => {
    if (!scores.some((score) => likelihood(score, scores) >= DECIDED))
      for (const score of scores) addSamePage(score, decided);
    return judgement(occurrence, scores);
  });
}

function scoreAll(
  lexicon: Lexicon,
  passages: readonly Passage[],
  page: PageEvidence,
  occurrence: Occurrence,
  binding: Binding | undefined,
  facts: PageFacts,
): Score[] {
  const { candidates } = occurrence;
  const words = wordsOf(passages, occurrence);
  return candidates.map((candidate) => {
    const score: Score = { candidate, score: 0, evidence: [] };
    if (candidate.ambiguous || candidates.length > 1) {
      score.score = candidates.length > 1 ? WEIGHTS.shared : WEIGHTS.ambiguous;
      addPageEvidence(score, page);
      addNearEvidence(score, lexicon, passages, page, occurrence);
      addCountry(score, lexicon, passages, page, occurrence, facts);
      addLongerName(score, passages, occurrence);
    } else {
      add(score, WEIGHTS.unambiguous, { kind: 'label', words });
    }
    if (binding) addExpansion(score, binding);
    if (occurrence.shouted) add(score, WEIGHTS.shouted, { kind: 'shouted' });
    return score;
  });
}

function add(score: Score, weight: number, evidence: Evidence): void {
  score.score += weight;
  score.evidence.push({ weight, piece: evidence });
}

function addExpansion(score: Score, { terms, words }: Binding): void {
  const isThis = terms.has(score.candidate.term);
  add(score, isThis ? WEIGHTS.expansion : WEIGHTS.otherExpansion, {
    kind: isThis ? 'expansion' : 'other-expansion',
    words,
  });
}

function addPageEvidence(score: Score, page: PageEvidence): void {
  const { term } = score.candidate;
  const fullName = page.fullNameOf(term);
  if (fullName !== undefined) add(score, WEIGHTS.fullName, { kind: 'full-name', words: fullName });
  const { related, byStory } = page.linksOf(term);
  for (const words of related.slice(0, MOST_COUNTED)) add(score, WEIGHTS.related, { kind: 'related', words });
  for (const words of byStory.slice(0, MOST_COUNTED)) add(score, WEIGHTS.relatedByStory, { kind: 'related', words });
  if (page.isTopical) add(score, WEIGHTS.topic, { kind: 'topic' });
}

/** Cues: near ones weigh double, and none counts twice. */
function addNearEvidence(
  score: Score,
  lexicon: Lexicon,
  passages: readonly Passage[],
  page: PageEvidence,
  occurrence: Occurrence,
): void {
  const { term } = score.candidate;
  const near = { for: new Map<number, string>(), against: new Map<number, string>() };
  for (const sign of page.signsByPassage.get(occurrence.passage) ?? []) {
    if (sign.isCountry || distance(sign, occurrence) > NEAR || overlaps(sign, occurrence)) continue;
    lexicon.forEachOwner(sign.number, (owner, against) => {
      if (owner === term) near[against ? 'against' : 'for'].set(sign.number, wordsOf(passages, sign));
    });
  }
  const all = page.cuesOf(term);
  for (const words of firstOf(near.for)) add(score, WEIGHTS.cueNear, { kind: 'cue', words, near: true });
  for (const words of firstOf(without(all.for, near.for)))
    add(score, WEIGHTS.cueOnPage, { kind: 'cue', words, near: false });
  for (const words of firstOf(near.against)) add(score, WEIGHTS.anticueNear, { kind: 'anticue', words, near: true });
  for (const words of firstOf(without(all.against, near.against))) {
    add(score, WEIGHTS.anticueOnPage, { kind: 'anticue', words, near: false });
  }
}

/** The country of a body: named beside it, on the page, or told by the site. */
function addCountry(
  score: Score,
  lexicon: Lexicon,
  passages: readonly Passage[],
  page: PageEvidence,
  occurrence: Occurrence,
  { host, lang }: PageFacts,
): void {
  const country = lexicon.countryOf(score.candidate.term);
  if (country === undefined) return;
  const beside = (page.signsByPassage.get(occurrence.passage) ?? []).filter(
    (sign) => sign.isCountry && distance(sign, occurrence) <= BESIDE && !overlaps(sign, occurrence),
  );
  const own = beside.find(({ number }) => number === country);
  const ownOnPage = page.countryWords(country);
  if (own) add(score, WEIGHTS.countryNear, { kind: 'country', words: wordsOf(passages, own) });
  else if (ownOnPage !== undefined) add(score, WEIGHTS.countryOnPage, { kind: 'country', words: ownOnPage });
  if (host !== undefined && page.hostCountry === country)
    add(score, WEIGHTS.hostCountry, { kind: 'host', words: host });
  if (lang !== undefined && lexicon.countryOfHost(`.${lang.split('-')[1] ?? ''}`) === country) {
    add(score, WEIGHTS.languageRegion, { kind: 'language', words: lang });
  }
  if (!own && isNationalName(passages, occurrence)) {
    const other = beside[0];
    const otherOnPage = page.otherCountryWords(country);
    if (other) add(score, WEIGHTS.otherCountryNear, { kind: 'other-country', words: wordsOf(passages, other) });
    else if (ownOnPage === undefined && otherOnPage !== undefined) {
      add(score, WEIGHTS.otherCountryOnPage, { kind: 'other-country', words: otherOnPage });
    }
  }
}

/** A name that bodies of several countries have is one of several words, or one that several terms share. */
function isNationalName(passages: readonly Passage[], occurrence: Occurrence): boolean {
  return occurrence.candidates.length > 1 || /\s/.test(wordsOf(passages, occurrence));
}

function addLongerName(score: Score, passages: readonly Passage[], occurrence: Occurrence): void {
  const words = longerNameAround(passages[occurrence.passage]?.text ?? '', occurrence.start, occurrence.end);
  if (words !== undefined) add(score, WEIGHTS.longerName, { kind: 'longer-name', words });
}

/** The terms that some place of the page means beyond doubt. */
function decidedTerms(places: readonly (readonly Score[])[]): Set<TermNumber> {
  const decided = new Set<TermNumber>();
  for (const scores of places) {
    const total = odds(scores);
    for (const { candidate, score } of scores)
      if (Math.exp(score) / (1 + total) >= DECIDED) decided.add(candidate.term);
  }
  return decided;
}

function addSamePage(score: Score, decided: ReadonlySet<TermNumber>): void {
  if (decided.has(score.candidate.term)) add(score, WEIGHTS.samePage, { kind: 'same-page' });
}

function judgement(occurrence: Occurrence, scores: readonly Score[]): Judgement {
  const senses = scores.map((score) => ({
    term: score.candidate.term,
    confidence: likelihood(score, scores),
    evidence: score.evidence.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map(({ piece }) => piece),
  }));
  senses.sort((a, b) => b.confidence - a.confidence || a.term - b.term);
  return { occurrence, senses, confidence: senses.reduce((sum, { confidence }) => sum + confidence, 0) };
}

/** How likely a sense is among those of its place and "something else", whose score is 0. */
function likelihood({ score }: Score, scores: readonly Score[]): number {
  return Math.exp(score) / (1 + odds(scores));
}

function odds(scores: readonly Score[]): number {
  return scores.reduce((sum, { score }) => sum + Math.exp(score), 0);
}

function firstOf(words: ReadonlyMap<number, string>): string[] {
  return [...words.values()].slice(0, MOST_COUNTED);
}

function without(all: ReadonlyMap<number, string>, some: ReadonlyMap<number, string>): Map<number, string> {
  return new Map([...all].filter(([cue]) => !some.has(cue)));
}

function distance(sign: Sign, { start, end }: Occurrence): number {
  return Math.max(0, sign.start - end, start - sign.end);
}

function overlaps(sign: Sign, { start, end }: Occurrence): boolean {
  return sign.start < end && start < sign.end;
}

function surfaceOf(passages: readonly Passage[], { passage, start, end }: Occurrence): string {
  return (passages[passage]?.text ?? '').slice(start, end);
}
