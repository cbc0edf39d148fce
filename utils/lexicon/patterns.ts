import { DECOY, KIND_OF_SIGN, SIGN } from './flags.ts';
import { pluralOf, withFullStops, withHyphen, withoutAccents, withProclitics } from './inflect.ts';
import type { Pattern } from './matcher.ts';
import type { LexiconLabel, LexiconSource, LexiconTerm } from './model.ts';
import { eachInSteps, type Steps } from './steps.ts';
import type { TopicWord } from './topics.ts';

/** Such as "governance of AI" and "DNS root server"; not "ICANN at 25" nor "CISA". */
const SMALL_WORDS_AND_ACRONYMS = /^(?=.*(?<!\p{L})\p{Ll}{4})(?:(?:\p{Ll}+|\p{Lu}[\p{Lu}\d]+)(?:[ -]|$))+$/u;

/** A label with its place in the lexicon. */
export interface NumberedLabel {
  readonly term: number;
  readonly label: LexiconLabel;
}

/** Every label of every term; the position is the label's number. */
export function* numberLabels(terms: readonly LexiconTerm[]): Steps<NumberedLabel[]> {
  const numbered: NumberedLabel[] = [];
  yield* eachInSteps(terms.entries(), ([term, { labels }]) => {
    for (const label of labels) numbered.push({ term, label });
  });
  return numbered;
}

/**
 * The patterns of all labels in each of their forms, and of the longer names they do not stand for. What an editor lists
 * stands for itself alone: "N.S.A." may be surer than the "NSA" of which it is a form.
 */
export function* labelPatterns(
  terms: readonly LexiconTerm[],
  labels: readonly NumberedLabel[],
): Steps<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  const listed = terms.map((term) => new Set(term.labels.map(({ text }) => text)));
  yield* eachInSteps(labels.entries(), ([value, { term, label }]) => {
    for (const text of formsOf(label, terms[term]?.kind === 'concept'))
      if (text === label.text || !listed[term]?.has(text)) patterns.push({ text, case: labelCase(label), value });
    for (const text of label.except) patterns.push({ text, case: labelCase({ text }), value: (value | DECOY) >>> 0 });
  });
  return patterns;
}

/** How else a label may be written, itself among them. */
function formsOf({ text, lang = 'en', plural, unaccented }: LexiconLabel, isConcept: boolean): string[] {
  const forms = [text, ...withProclitics(text), ...withFullStops(text)];
  const many = (plural ?? (isConcept && /^en\b/.test(lang))) ? pluralOf(text) : undefined;
  if (many !== undefined) forms.push(many);
  if (isConcept) forms.push(...forms.flatMap(withHyphen));
  return unaccented ? [...forms, ...forms.flatMap((form) => withoutAccents(form) ?? [])] : forms;
}

/** A cue and whose it is: the numbers of the terms in ascending order, and for each whether it speaks for or against it. */
export interface Cue {
  readonly text: string;
  readonly owners: ReadonlyMap<number, 'for' | 'against'>;
}

/**
 * All cues, each text once, those of the same owners one after the other. A longer one speaks for the terms of those inside it too, for it
 * hides them; but not for a term of its own: "Toronto FC" speaks against the bank for which "Toronto" speaks.
 */
export function* collectCues(labels: readonly NumberedLabel[]): Steps<Cue[]> {
  const cues = new Map<string, Map<number, 'for' | 'against'>>();
  const add = (text: string, term: number, side: 'for' | 'against') => {
    const owners = cues.get(text) ?? new Map<number, 'for' | 'against'>();
    cues.set(text, owners.set(term, side));
  };
  yield* eachInSteps(labels, ({ term, label }) => {
    for (const text of label.cues) add(text, term, 'for');
    for (const text of label.anticues) add(text, term, 'against');
  });
  const keyed: (Cue & { readonly key: string })[] = [];
  yield* eachInSteps(cues, ([text, own]) => {
    const inner = wordSpans(text).flatMap((span) => [...(cues.get(span) ?? cues.get(span.toLowerCase()) ?? [])]);
    const owners = [...new Map([...inner, ...own])].sort(([a], [b]) => a - b);
    keyed.push({ text, owners: new Map(owners), key: [owners.join(' '), text].join('\n') });
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ text, owners }) => ({ text, owners }));
}

/**
 * The patterns of everything that a page may say about its places: cues, countries, topics.
 * A longer pattern hides a shorter one inside it from the matcher, so it stands for that one too; a cue does so itself
 * for the cues in it.
 */
export function* signPatterns(
  cues: readonly Cue[],
  countries: LexiconSource['countries'],
  topicWords: readonly TopicWord[],
): Steps<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  const add = (kind: keyof typeof SIGN, text: string, number: number) =>
    patterns.push({ text, case: caseOf({ text }), value: SIGN[kind] * KIND_OF_SIGN + number });
  cues.forEach(({ text }, cue) => {
    add('cue', text, cue);
  });
  countries.forEach(({ names, currencies }, country) => {
    for (const text of [...names, ...currencies]) add('country', text, country);
  });
  topicWords.forEach(({ forms }, word) => {
    for (const text of forms) add('topic', text, word);
  });
  return yield* withNested(patterns);
}

function* withNested(patterns: readonly Pattern[]): Steps<readonly Pattern[]> {
  const byText = new Map<string, Pattern[]>();
  yield* eachInSteps(patterns, (pattern) => {
    const key = pattern.text.toLowerCase();
    const others = byText.get(key);
    if (others) others.push(pattern);
    else byText.set(key, [pattern]);
  });
  const all = [...patterns];
  yield* eachInSteps(byText, ([text, outer]) => {
    const values = new Set(outer.map(({ value }) => value));
    const isCue = outer.some(isOfCue);
    const inner = wordSpans(text).flatMap((span) => byText.get(span) ?? []);
    for (const pattern of inner) if (!isCue || !isOfCue(pattern)) values.add(pattern.value);
    for (const { value } of outer) values.delete(value);
    for (const whole of outer.slice(0, 1)) for (const value of values) all.push({ ...whole, value });
  });
  return all;
}

function isOfCue({ value }: Pattern): boolean {
  return Math.floor(value / KIND_OF_SIGN) === SIGN.cue;
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

/** The rule a label follows: as the editor says, else exact where it holds a capital. */
function caseOf({ text, case: rule }: Pick<LexiconLabel, 'text' | 'case'>): 'exact' | 'any' {
  return rule ?? (text === text.toLowerCase() ? 'any' : 'exact');
}

/** Small words with an acronym among them have no capital of their own, and get one in a headline: "AI Governance". */
function labelCase(label: Pick<LexiconLabel, 'text' | 'case'>): 'exact' | 'any' {
  return label.case ?? (SMALL_WORDS_AND_ACRONYMS.test(label.text) ? 'any' : caseOf(label));
}
