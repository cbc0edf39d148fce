import { type Binding, bindingAt } from './acronyms.ts';
import { countBefore } from './count-before.ts';
import type { Evidence } from './evidence.ts';
import { SIGN } from './flags.ts';
import type { Lexicon } from './lexicon.ts';
import { longerNameAround } from './longer-name.ts';
import type { TermNumber } from './model.ts';
import { evidenceBeside } from './neighbours.ts';
import { isAmbiguous, type Occurrence, type Passage, type Place, type Sign } from './occurrence.ts';
import { type PageEvidence, sideOf, type Witness, wordsOf } from './page-evidence.ts';
import { ELSEWHERE, type EvidenceKind } from './weights.ts';

/** A cue counts as near within this many UTF-16 units, about two sentences, in the same passage. */
const NEAR = 220;
/** A country is named with a body within this many units: "the Dutch NCSC", "the NCSC of the Netherlands". */
const BESIDE_A_BODY = 40;

/**
 * So many times a longer name on the page counts where it ends in the label: "Fenwick Co-op sells bread. The Co-op employs
 * forty." Not so a case, whose party bears its own name.
 */
const SHORT_FOR_IT = 3;

/** Further witnesses would hardly count. */
const MOST_WITNESSES = 12;

/** What is known beside the text, gathered once for a page. */
export interface Context {
  readonly lexicon: Lexicon;
  readonly page: PageEvidence;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
}

/**
 * Everything that speaks for or against each candidate of a place, in the order of its candidates.
 * @param next the place that follows: two names side by side are two names ("OpenAI Stargate")
 */
export function evidenceOf(context: Context, occurrence: Occurrence, next?: Occurrence): Evidence[][] {
  const { page, bindings } = context;
  const { candidates, shouted } = occurrence;
  const words = wordsOf(page.passages, occurrence);
  const binding = bindingAt(bindings.get(words), occurrence);
  const text = textOf(page, occurrence);
  const doubtful = isAmbiguous(occurrence);
  const isFollowed = next?.passage === occurrence.passage && next.start === occurrence.end + 1;
  const near = doubtful ? signsNear(page.signsOf(occurrence.passage), occurrence) : [];
  const shared = doubtful ? evidenceBeside(context.lexicon, text, occurrence, near, page.facts.lang) : [];
  if (shouted) shared.push({ kind: 'shouted', words: '', strength: 1 });
  return candidates.map(({ term, trust, isCommon, topics }) => {
    const evidence: Evidence[] = [{ kind: trust, words, strength: 1 }];
    if (candidates.length > 1) evidence.push({ kind: 'shared', words: '', strength: 1 });
    if (binding) addBinding(evidence, binding, term);
    const name =
      isCommon || (trust === 'unambiguous' && !isFollowed)
        ? longerNameAround(context.lexicon, text, occurrence, isCommon, page.facts.lang)
        : undefined;
    if (name !== undefined) evidence.push({ kind: 'partOfName', words: name, strength: 1 });
    if (doubtful) {
      addOfTerm(evidence, context, occurrence, term, near);
      addTopics(evidence, context, occurrence, topics, near);
    }
    return [...evidence, ...shared];
  });
}

/**
 * What the text is about: words of the sense's own topics, and of topics outside the field, near the place. Topics of
 * the field that are not its own say nothing, nor does the name itself at another place.
 */
function addTopics(
  evidence: Evidence[],
  { lexicon, page }: Context,
  occurrence: Occurrence,
  own: number,
  near: readonly Sign[],
): void {
  const { passages } = page;
  const seen = new Set<number>();
  const self = wordsOf(passages, occurrence);
  const around: [Place[], Place[]] = [[], []];
  for (const sign of near) {
    if (sign.kind !== SIGN.topic || seen.has(sign.number) || wordsOf(passages, sign) === self) continue;
    seen.add(sign.number);
    const side = sideOf(lexicon, sign.number, own);
    if (side !== undefined) around[side].push(sign);
  }
  addPlaces(evidence, 'topicNear', around[0], passages);
  addPlaces(evidence, 'elsewhereNear', around[1], passages);
}

function addPlaces(
  evidence: Evidence[],
  kind: EvidenceKind,
  places: readonly Place[],
  passages: readonly Passage[],
): void {
  places.forEach((place, index) => {
    evidence.push({ kind, words: wordsOf(passages, place), strength: Math.log2((2 + index) / (1 + index)) });
  });
}

function addBinding(evidence: Evidence[], { terms, words, isInitials }: Binding, term: TermNumber): void {
  const kind = terms.has(term) ? 'expansion' : isInitials ? 'otherInitials' : 'otherExpansion';
  evidence.push({ kind, words, strength: 1 });
}

function addOfTerm(
  evidence: Evidence[],
  { lexicon, page }: Context,
  occurrence: Occurrence,
  term: TermNumber,
  near: readonly Sign[],
): void {
  const { cues, anticues, related, byStory, longerNames } = page.of(term);
  const section = page.passages[occurrence.passage]?.section;
  const fullName = page.fullNameOf(term);
  if (fullName) evidence.push({ kind: 'fullName', words: fullName.words, strength: 1 });
  addSided(evidence, 'cueNear', 'cueOnPage', cues, near, section);
  addSided(evidence, 'anticueNear', 'anticueOnPage', anticues, near, section);
  addWitnesses(evidence, 'related', related.values(), section);
  addWitnesses(evidence, 'relatedByStory', byStory.values(), section);
  const ending = ` ${wordsOf(page.passages, occurrence)}`;
  const isShort = [...longerNames.values()].some(({ words }) => words.endsWith(ending) && !/ vs?\.? /.test(words));
  const [longer] = longerNames.values();
  if (longer) evidence.push({ kind: 'longerNameOnPage', words: longer.words, strength: isShort ? SHORT_FOR_IT : 1 });
  const country = lexicon.countryOf(term);
  if (country !== undefined) addCountry(evidence, page, occurrence, country, near);
}

/** Cues near a place, and the others of the page. */
function addSided(
  evidence: Evidence[],
  nearKind: EvidenceKind,
  farKind: EvidenceKind,
  witnesses: ReadonlyMap<number, Witness>,
  near: readonly Sign[],
  section: number | undefined,
): void {
  if (witnesses.size === 0) return;
  const beside = new Map<number, Witness>();
  for (const { kind, number } of near) {
    const witness = kind === SIGN.cue ? witnesses.get(number) : undefined;
    if (witness) beside.set(number, witness);
  }
  addWitnesses(evidence, nearKind, beside.values(), section, 1);
  const farther = [...witnesses].filter(([cue]) => !beside.has(cue)).map(([, witness]) => witness);
  addWitnesses(evidence, farKind, farther, section);
}

/**
 * Witnesses of one kind. Each further one says less than the one before, for what they say is much the same: n of them
 * count log2(1 + n) times.
 */
function addWitnesses(
  evidence: Evidence[],
  kind: EvidenceKind,
  witnesses: Iterable<Witness>,
  section: number | undefined,
  share?: number,
): void {
  let before = 0;
  const elsewhere: Witness[] = [];
  const addOne = ({ words }: Witness, weight: number) => {
    if (before > MOST_WITNESSES) return;
    const after = before + weight;
    evidence.push({ kind, words, strength: Math.log2(1 + after) - Math.log2(1 + before) });
    before = after;
  };
  for (const witness of witnesses) {
    if (share !== undefined || isInSection(witness, section)) addOne(witness, 1);
    else elsewhere.push(witness);
  }
  for (const witness of elsewhere) addOne(witness, ELSEWHERE);
}

/** The country of a body: named beside it, on the page, or told by the site. */
function addCountry(
  evidence: Evidence[],
  page: PageEvidence,
  occurrence: Occurrence,
  country: number,
  near: readonly Sign[],
): void {
  const { passages, countries, facts, hostCountry, langCountry } = page;
  const add = (kind: EvidenceKind, words: string, strength = 1) => evidence.push({ kind, words, strength });
  const section = passages[occurrence.passage]?.section;
  const beside = near.filter(({ kind, start, end }) => {
    const distance = Math.max(start - occurrence.end, occurrence.start - end);
    return kind === SIGN.country && distance <= BESIDE_A_BODY && distance >= 0;
  });
  const own = beside.find(({ number }) => number === country);
  const onPage = countries.get(country);
  if (own) add('countryNear', wordsOf(passages, own));
  else if (onPage) add('countryOnPage', onPage.words, isInSection(onPage, section) ? 1 : ELSEWHERE);
  const { host = '', lang = '' } = facts;
  if (hostCountry === country) add('hostCountry', host);
  if (langCountry === country) add('languageRegion', lang);
  if (own || !isNationalName(page, occurrence)) return;
  if (hostCountry !== undefined && hostCountry !== country) add('otherHost', host);
  const [other] = beside;
  const elsewhere = page.otherCountry(country, section);
  if (other) add('otherCountryNear', wordsOf(passages, other));
  else if (!onPage && elsewhere) add('otherCountryOnPage', elsewhere.words);
}

/** A name that bodies of several countries have is one of several words, or one that several terms share. */
function isNationalName({ passages }: PageEvidence, occurrence: Occurrence): boolean {
  return occurrence.candidates.length > 1 || /\s/.test(wordsOf(passages, occurrence));
}

/** The signs, which are in order, that lie within reach of a place: beside it, or cues that hold more than it. */
function signsNear(signs: readonly Sign[], { start, end }: Place): Sign[] {
  const near: Sign[] = [];
  for (let index = countBefore(signs, (sign) => sign.end < start - NEAR); index < signs.length; index++) {
    const sign = signs[index];
    if (!sign || sign.start > end + NEAR) break;
    const isAround = sign.start < start || sign.end > end;
    if (sign.end <= start || sign.start >= end || (isAround && sign.kind === SIGN.cue)) near.push(sign);
  }
  return near;
}

function isInSection({ sections }: Witness, section: number | undefined): boolean {
  return section === undefined || sections.has(section) || sections.has(undefined);
}

function textOf({ passages }: PageEvidence, { passage }: Place): string {
  return passages[passage]?.text ?? '';
}
