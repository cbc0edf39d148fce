import type { Binding } from './acronyms.ts';
import { ELSEWHERE, type Evidence, MOST_COUNTED, WEIGHTS } from './evidence.ts';
import type { Lexicon } from './lexicon.ts';
import { longerNameAround } from './neighbours.ts';
import { type PageEvidence, type PageFacts, type Witness, wordsOf } from './page-evidence.ts';
import type { Candidate, Occurrence, Passage, Sign } from './scan-page.ts';

/** What a page says of a place's candidates, summed up as log-odds against "something else". */
export interface Score {
  readonly candidate: Candidate;
  score: number;
  readonly evidence: { readonly weight: number; readonly piece: Evidence }[];
}

/** A cue counts as near within this many UTF-16 units, about two sentences, in the same passage. */
const NEAR = 220;
/** A country is named with a body within this many units: "the Dutch NCSC", "the NCSC of the Netherlands". */
const BESIDE = 40;
/** What is weighed for one place, gathered so that each kind of evidence finds what it needs. */
export interface Place {
  readonly lexicon: Lexicon;
  readonly passages: readonly Passage[];
  readonly page: PageEvidence;
  readonly facts: PageFacts;
  readonly occurrence: Occurrence;
  readonly section: number | undefined;
  /** Signs within reach, in the same passage. */
  readonly near: readonly Sign[];
}

/** Gathers what is near a place. */
export function placeOf(
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

/** Weighs everything that speaks for or against each candidate of a place. */
export function scoreAll(place: Place, binding: Binding | undefined): Score[] {
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

/** Adds one piece of evidence to a score. */
export function add(score: Score, weight: number, evidence: Evidence): void {
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

function distance(sign: Sign, { start, end }: Occurrence): number {
  return Math.max(0, sign.start - end, start - sign.end);
}

function overlaps(sign: Sign, { start, end }: Occurrence): boolean {
  return sign.start < end && start < sign.end;
}
