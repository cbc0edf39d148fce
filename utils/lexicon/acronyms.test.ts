import { expect, it } from 'vitest';
import { annotate, THRESHOLD_CONFIDENCE } from './annotate.ts';
import { compileLexicon } from './compile-lexicon.ts';
import { Lexicon } from './lexicon.ts';
import type { LexiconTerm } from './model.ts';
import type { Passage } from './occurrence.ts';

const TERM = { kind: 'organisation', related: [] };
const LABEL = { cues: [], anticues: [], except: [] };
const TERMS: LexiconTerm[] = [
  {
    ...TERM,
    id: 'igf',
    labels: [
      { ...LABEL, text: 'Internet Governance Forum' },
      { ...LABEL, text: 'IGF', ambiguous: true, cues: ['delegates'] },
    ],
  },
  { ...TERM, id: 'fbi', labels: [{ ...LABEL, text: 'FBI' }] },
];
const LEXICON = new Lexicon(compileLexicon({ terms: TERMS, stories: [], countries: [] }));
/** Three hundred characters. */
const MUCH = 'They met in the hall, drank tea and spoke of the weather to. '.repeat(5);

/** Which terms the acronyms of some passages are marked as. */
function marked(...passages: Passage[]): string[] {
  return annotate(LEXICON, passages, {}, THRESHOLD_CONFIDENCE.balanced).map(({ senses }) => senses[0].id);
}

it.each([
  'The inland goose fund helps. Of its delegates the IGF pays two.',
  'Inland goose funds help. Of its delegates the IGF pays two.',
  'Delegates of the IGF spoke. It is an institute for geo-finance.',
  'Delegates of the IGF spoke. It is an Institute for Geo-Finance.',
  'Delegates of the IGF spoke for the inter-governmental forms office.',
])('an acronym is not marked where words near it have its letters: “%s”', (text) => {
  expect(marked({ text })).toEqual([]);
});

it.each([
  'Delegates of the IGF spoke. It governs little.',
  'Delegates of the IGF spoke of internet governance forums.',
  `Delegates of the IGF spoke. ${MUCH}The inland goose fund pays.`,
])('it is marked where they are its own, too few or far away: “%s”', (text) => {
  expect(marked({ text })).toEqual(['igf']);
});

it('far away they count if they have capitals', () => {
  expect(marked({ text: `Delegates of the IGF spoke. ${MUCH}The Inland Goose Fund pays.` })).toEqual([]);
});

it('it is explained where the text first has it, not in the heading', () => {
  const heading = { text: 'IGF: delegates arrive', heading: true };
  expect(marked(heading, { text: 'The inland goose fund, or IGF, sent them.' })).toEqual([]);
});

it('an acronym of one thing alone is not marked either where it is short for something else', () => {
  expect(marked({ text: 'A final baggage inspection took an hour, for a belt of the FBI was torn.' })).toEqual([]);
  expect(marked({ text: 'A belt of the FBI was torn.' })).toEqual(['fbi']);
});
