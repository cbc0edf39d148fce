import { type Binding, bindingAt, findBindings } from './acronyms.ts';
import { ELSEWHERE, type Evidence, MOST_COUNTED, WEIGHTS } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumber } from './model.ts';
import { longerNameAround } from './neighbours.ts';
import { PageEvidence, type PageFacts, type Witness, wordsOf } from './page-evidence.ts';
import type { Candidate, Occurrence, Passage, Sign } from './scan-page.ts';

/** One thing a place may mean, with how likely that is (0 to 1) and why. */
interface Sense {
  readonly term: TermNumber;
  readonly confidence: number;
  /** What speaks for it most first, what speaks against it last. */
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
    return { occurrence, scores: scoreAll(placeOf(lexicon, passages, page, facts, occurrence), binding) };
  });
  const decided = decidedTerms(scored.map(({ scores }) => scores));
  return scored.map(({ occurrence, scores }) => {
    if (!scores.some((score) => likelihood(score, scores) >= DECIDED))
      for (const score of scores) addSamePage(score, decided);
    return judgement(occurrence, scores);
  });
}

/** What is weighed for one place, gathered so that each kind of evidence finds what it needs. */
interface Place {
  readonly lexicon: Lexicon;
  readonly passages: readonly Passage[];
  readonly page: PageEvidence;
  readonly facts: PageFacts;
  readonly occurrence: Occurrence;
  readonly section: number | undefined;
  /** Signs within reach, in the same passage. */
  readonly near: readonly Sign[];
}

function placeOf(
  lexicon: Lexicon,
  passages: readonly Passage[],
  page: PageEvidence,
  facts: PageFacts,
  occurrence: Occurrence,
): Place {
  const signs = page.signsByPassage.get(occurrence.passage) ?? [];
  const near = signsWithin(signs, occurrence.start - NEAR, occurrence.end + NEAR).filter(
    (sign) => !overlaps(sign, occurrence),
  );
  return { lexicon, passages, page, facts, occurrence, section: passages[occurrence.passage]?.section, near };
}

/** The signs, which are in order, that lie between two places. */
function signsWithin(signs: readonly Sign[], from: number, to: number): Sign[] {
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((signs[middle]?.end ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const within: Sign[] = [];
  for (let index = low; index < signs.length; index++) {
    const sign = signs[index];
    if (!sign || sign.start > to) break;
    within.push(sign);
  }
  return within;
}

function scoreAll(place: Place, binding: Binding | undefined): Score[] {
  const { candidates, shouted } = place.occurrence;
  return candidates.map((candidate) => {
    const score: Score = { candidate, score: 0, evidence: [] };
    if (candidate.ambiguous || candidates.length > 1) {
      score.score = candidates.length > 1 ? WEIGHTS.shared : WEIGHTS.ambiguous;
      addPageEvidence(score, place);
      addCues(score, place);
      addCountry(score, place);
      addLongerName(score, place);
    } else {
      add(score, WEIGHTS.unambiguous, { kind: 'label', words: wordsOf(place.passages, place.occurrence) });
    }
    if (binding) addExpansion(score, binding);
    if (shouted) add(score, WEIGHTS.shouted, { kind: 'shouted' });
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

function addPageEvidence(score: Score, place: Place): void {
  const { page } = place;
  const { term } = score.candidate;
  const fullName = page.fullNameOf(term);
  if (fullName) add(score, WEIGHTS.fullName, { kind: 'full-name', words: fullName.words });
  for (const witness of closest(page.relatedTo(term), place)) {
    add(score, WEIGHTS.related * shareOf(witness, place), { kind: 'related', words: witness.words });
  }
  for (const witness of closest(page.inStoriesWith(term), place)) {
    add(score, WEIGHTS.relatedByStory * shareOf(witness, place), { kind: 'related', words: witness.words });
  }
  if (page.isTopical) add(score, WEIGHTS.topic, { kind: 'topic' });
}

/** Cues: near ones weigh double, and none counts twice. */
function addCues(score: Score, place: Place): void {
  const { lexicon, passages, page, near } = place;
  const { term } = score.candidate;
  const sides = { for: new Map<number, string>(), against: new Map<number, string>() };
  for (const sign of near) {
    if (sign.isCountry) continue;
    lexicon.forEachOwner(sign.number, (owner, against) => {
      if (owner === term) sides[against ? 'against' : 'for'].set(sign.number, wordsOf(passages, sign));
    });
  }
  for (const words of [...sides.for.values()].slice(0, MOST_COUNTED))
    add(score, WEIGHTS.cueNear, { kind: 'cue', words, near: true });
  for (const words of [...sides.against.values()].slice(0, MOST_COUNTED)) {
    add(score, WEIGHTS.anticueNear, { kind: 'anticue', words, near: true });
  }
  const fartherCues = [...page.cuesOf(term)].filter(([cue]) => !sides.for.has(cue)).map(([, witness]) => witness);
  for (const witness of closest(fartherCues, place)) {
    add(score, WEIGHTS.cueOnPage * shareOf(witness, place), { kind: 'cue', words: witness.words, near: false });
  }
  const fartherAnticues = [...page.anticuesOf(term)]
    .filter(([cue]) => !sides.against.has(cue))
    .map(([, witness]) => witness);
  for (const witness of closest(fartherAnticues, place)) {
    add(score, WEIGHTS.anticueOnPage * shareOf(witness, place), { kind: 'anticue', words: witness.words, near: false });
  }
}

/** The country of a body: named beside it, on the page, or told by the site. */
function addCountry(score: Score, place: Place): void {
  const { lexicon, passages, page, occurrence, section, facts } = place;
  const country = lexicon.countryOf(score.candidate.term);
  if (country === undefined) return;
  const beside = place.near.filter((sign) => sign.isCountry && distance(sign, occurrence) <= BESIDE);
  const own = beside.find(({ number }) => number === country);
  const onPage = page.country(country);
  if (own) add(score, WEIGHTS.countryNear, { kind: 'country', words: wordsOf(passages, own) });
  else if (onPage) add(score, WEIGHTS.countryOnPage * shareOf(onPage, place), { kind: 'country', words: onPage.words });
  const { host, lang } = facts;
  if (host !== undefined && page.hostCountry === country)
    add(score, WEIGHTS.hostCountry, { kind: 'host', words: host });
  if (lang !== undefined && lexicon.countryOfHost(`.${lang.split('-')[1] ?? ''}`) === country) {
    add(score, WEIGHTS.languageRegion, { kind: 'language', words: lang });
  }
  if (own || !isNationalName(place)) return;
  const other = beside[0];
  const elsewhere = page.otherCountry(country, section);
  if (other) add(score, WEIGHTS.otherCountryNear, { kind: 'other-country', words: wordsOf(passages, other) });
  else if (!onPage && elsewhere)
    add(score, WEIGHTS.otherCountryOnPage, { kind: 'other-country', words: elsewhere.words });
}

/** A name that bodies of several countries have is one of several words, or one that several terms share. */
function isNationalName({ passages, occurrence }: Place): boolean {
  return occurrence.candidates.length > 1 || /\s/.test(wordsOf(passages, occurrence));
}

function addLongerName(score: Score, { passages, occurrence }: Place): void {
  const words = longerNameAround(passages[occurrence.passage]?.text ?? '', occurrence.start, occurrence.end);
  if (words !== undefined) add(score, WEIGHTS.longerName, { kind: 'longer-name', words });
}

/** The witnesses that count, those of the same section first. */
function closest(witnesses: readonly Witness[], place: Place): Witness[] {
  return witnesses.toSorted((a, b) => shareOf(b, place) - shareOf(a, place)).slice(0, MOST_COUNTED);
}

/** How much of its weight a witness keeps: all of it in the same section, or where there are none. */
function shareOf({ sections }: Witness, { section }: Place): number {
  return section === undefined || sections.has(section) || sections.has(undefined) ? 1 : ELSEWHERE;
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
    evidence: score.evidence.toSorted((a, b) => b.weight - a.weight).map(({ piece }) => piece),
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

function distance(sign: Sign, { start, end }: Occurrence): number {
  return Math.max(0, sign.start - end, start - sign.end);
}

function overlaps(sign: Sign, { start, end }: Occurrence): boolean {
  return sign.start < end && start < sign.end;
}

function surfaceOf(passages: readonly Passage[], { passage, start, end }: Occurrence): string {
  return (passages[passage]?.text ?? '').slice(start, end);
}
