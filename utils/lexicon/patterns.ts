import { pluralOf } from './inflect.ts';
import { COUNTRY, DECOY } from './layout.ts';
import type { Pattern } from './matcher.ts';
import type { LexiconLabel, LexiconSource, LexiconTerm } from './model.ts';

/** A label with its place in the lexicon. */
export interface NumberedLabel {
  readonly term: number;
  readonly label: LexiconLabel;
}

/** Every label of every term; the position is the label's number. */
export function numberLabels(terms: readonly LexiconTerm[]): NumberedLabel[] {
  return terms.flatMap((term, number) => term.labels.map((label) => ({ term: number, label })));
}

/** The patterns of all labels, with their plurals, and of the longer names they do not stand for. */
export function labelPatterns(terms: readonly LexiconTerm[], labels: readonly NumberedLabel[]): Pattern[] {
  return labels.flatMap(({ term, label }, value) => {
    const plural = (label.plural ?? terms[term]?.kind === 'concept') ? pluralOf(label.text) : undefined;
    const forms = plural === undefined ? [label.text] : [label.text, plural];
    return [
      ...forms.map((text): Pattern => ({ text, case: caseOf(label), value })),
      ...label.except.map((text): Pattern => ({ text, case: caseOf({ text }), value: (value | DECOY) >>> 0 })),
    ];
  });
}

/** A cue and whose it is: for each, the term's number and whether it speaks against it. */
export interface Cue {
  readonly text: string;
  readonly owners: ReadonlyMap<number, 'for' | 'against'>;
}

/** All cues, each text once, in order of their texts. */
export function collectCues(labels: readonly NumberedLabel[]): Cue[] {
  const cues = new Map<string, Map<number, 'for' | 'against'>>();
  const add = (text: string, term: number, side: 'for' | 'against') => {
    const key = text.toLowerCase();
    const owners = cues.get(key) ?? new Map<number, 'for' | 'against'>();
    cues.set(key, owners.set(term, side));
  };
  for (const { term, label } of labels) {
    for (const text of label.cues) add(text, term, 'for');
    for (const text of label.anticues) add(text, term, 'against');
  }
  return [...cues].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, owners]) => ({ text, owners }));
}

/** The patterns of all cues, and of what names a country. */
export function cuePatterns(cues: readonly Cue[], countries: LexiconSource['countries']): Pattern[] {
  return [
    ...cues.map(({ text }, value): Pattern => ({ text, case: 'any', value })),
    ...countries.flatMap(({ names, currencies }, country) =>
      [...names, ...currencies].map(
        (text): Pattern => ({ text, case: caseOf({ text }), value: (country | COUNTRY) >>> 0 }),
      ),
    ),
  ];
}

/** The rule a label follows: as the editor says, else exact where it holds a capital. */
function caseOf({ text, case: rule }: Pick<LexiconLabel, 'text' | 'case'>): 'exact' | 'any' {
  return rule ?? (text === text.toLowerCase() ? 'any' : 'exact');
}
