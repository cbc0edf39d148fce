import { describe, expect, it } from 'vitest';
import { compileLexicon } from './compile-lexicon.ts';
import { Lexicon } from './lexicon.ts';
import { longerNameAround } from './longer-name.ts';

const NOTHING = { terms: [], stories: [], countries: [] };
const LEXICON = new Lexicon(compileLexicon(NOTHING));

/** The longer name around the words in brackets, which are common words or a name. */
function around(marked: string, lang?: string, isCommon = true): string | undefined {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return longerNameAround(LEXICON, marked.replace(/[[\]]/g, ''), { passage: 0, start, end }, isCommon, lang);
}

it.each([
  [
    'The African [Capacity Building] Foundation, which has its seat in Harare, named a chair.',
    'Capacity Building Foundation',
  ],
  [
    'She works at the European Centre for [Algorithmic Transparency] in Seville.',
    'Centre for Algorithmic Transparency',
  ],
  ['A study by the Institute on the [Digital Divide] says so.', 'Institute on the Digital Divide'],
  ['Trabaja en el Observatorio de la [Digital Divide] desde abril.', 'Observatorio de la Digital Divide'],
  ['A paper in Harvard [Misinformation] Review, out today.', 'Misinformation Review'],
  ['The [Multi-stakeholder] Council of Lagos, which meets today, has a chair.', 'Multi-stakeholder Council'],
  [
    'Voters of the county backed the [Digital Literacy] in Coastal Schools Act on Tuesday.',
    'Digital Literacy in Coastal Schools Act',
  ],
  ['The council approved a 1,200-[capacity building] by the garage.', '1,200-capacity building'],
])('finds the name in “%s”', (text, name) => expect(around(text)).toBe(name));

it.each([
  'Experts speak of [capacity building] in Foundation circles.',
  '[Digital Divide] grows, says a report that was read on Tuesday.',
  'Why [Digital Literacy] matters to those who teach it every day.',
  'She is Director of [Digital Inclusion] at the library.',
  'The Minister for [Digital Inclusion] resigned on Tuesday.',
  'Ministers Fear [Digital Divide] Widens Across Rural Counties',
  'It is about [capacity building]. Foundations pay for it.',
  'Africa’s [digital divide] and others.',
  'The minister said the UK’s [Official Development Assistance] would shrink.',
  'Parents spoke of [Digital Literacy] in the Coastal Schools Act on Tuesday.',
  'Hand-woven Maps of Rain Win Out Against Years of [Data Drift]',
  'Notables of Five Towns Gather in Rain to Discuss the Fate of [Digital Divide]',
  'The lecture “On the Importance of [Digital Literacy]” drew sixty people.',
])('takes the words in “%s” for themselves', (text) => expect(around(text)).toBeUndefined());

it('knows nothing by capitals in German, where every noun has one', () => {
  expect(around('Das neue [Capacity Building] Projekt beginnt heute.', 'de-CH')).toBeUndefined();
  expect(around('The new [Capacity Building] Forum begins today.', 'en-GB')).toBe('Capacity Building Forum');
});

describe('a name', () => {
  it.each([
    ['They live on [Council of Europe] Boulevard in the new quarter.', 'Council of Europe Boulevard'],
    ['Doors of the [Tesco] Lounge open at eight for children.', 'Tesco Lounge'],
    ['Judge [Morgan Stanley] sent the jurors home at four.', 'Judge Morgan Stanley'],
    ['She joined the Caledonian [Linux Foundation] as a student.', 'Caledonian Linux Foundation'],
    ['Students still read [Tesco] v. Ledbetter in their first term.', 'Tesco v. Ledbetter'],
  ])('is a part of a longer one in “%s”', (text, name) => expect(around(text, 'en', false)).toBe(name));

  it.each([
    'The President of the [European Union] spoke about prices.',
    'Parties that are pro-[European Union] marched on Sunday.',
    'Then [Google] Vice President Carla Oyelowo spoke under oath.',
    'A [Google]-Microsoft pact about lawsuits ran out.',
    'It was written with [Microsoft]’s Windows of thirty years ago.',
    'He sued [OpenAI] Monday in a court of the county.',
    'It was late when the [ICANN] Board voted on the contract.',
    'People at the Irish [Google] knew nothing about it.',
    'The [Council of Europe] Human Rights Commissioner saw the camp on Friday.',
    'It was signed by the [Council of Europe] Committee of the Regions before.',
    'Registrars had a letter from [ICANN] Contractual Compliance about fees.',
    'The United Nations [Internet Governance Forum] opens on Monday.',
    '[Tesco] Beats Forecasts, Raises Outlook',
  ])('stands for itself in “%s”', (text) => expect(around(text, 'en', false)).toBeUndefined());
});
