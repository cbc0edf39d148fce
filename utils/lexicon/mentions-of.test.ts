import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotate, mentionsOf } from './annotate.ts';
import { compileLexicon } from './compile-lexicon.ts';
import { Lexicon } from './lexicon.ts';
import { findOccurrences, findSigns } from './scan-page.ts';
import { complete } from './steps.ts';

const label = { cues: ['internet', 'forum'], anticues: ['hormone'], except: [] };
const LEXICON = new Lexicon(
  compileLexicon({
    terms: [
      { id: 'igf', kind: 'process', labels: [{ ...label, text: 'IGF', ambiguous: true }], country: 'NO', related: [] },
      { id: 'nis2', kind: 'instrument', labels: [{ ...label, text: 'NIS2' }], related: ['igf'] },
    ],
    stories: [],
    countries: [{ code: 'NO', names: ['Norway'], currencies: [], tlds: ['no'] }],
  }),
);

const WORDS = ['IGF', 'NIS2', 'internet', 'hormone', 'Norway', 'Internet Growth Fund (IGF)', 'lorem', 'ipsum', '.'];
const passage = fc.record({
  text: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
  section: fc.nat(3),
});

it('comes to the same whether or not passages in which nothing was found are left out', () => {
  fc.assert(
    fc.property(fc.array(passage, { maxLength: 12 }), fc.constantFrom('Forum', 'Norway', ''), (passages, title) => {
      const facts = { title };
      const all = annotate(LEXICON, passages, facts, 0);
      const kept = [...passages.keys()].filter((index) => {
        const { text = '' } = passages[index] ?? {};
        return findOccurrences(LEXICON, text, 0).length + findSigns(LEXICON, text, 0).length > 0;
      });
      const found = kept.flatMap((index) => passages[index] ?? []);
      const findings = {
        passages: found,
        occurrences: found.flatMap(({ text }, index) => findOccurrences(LEXICON, text, index)),
        signs: found.flatMap(({ text }, index) => findSigns(LEXICON, text, index)),
      };
      const mentions = complete(mentionsOf(LEXICON, findings, facts, 0));
      expect(mentions.map((mention) => ({ ...mention, passage: kept[mention.passage] }))).toEqual(all);
    }),
  );
});
