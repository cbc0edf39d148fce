import type { CardPanelProps } from '../components/CardPanel.tsx';
import type { Card, DigestState } from '../utils/digest/card.ts';
import type { StoryId, TermId } from '../utils/digest/ids.ts';
import type { Story, Term } from '../utils/digest/schema.ts';

/** Made up for the gallery, so that it looks the same whatever the digest says. */
const TODAY = new Date('2026-11-25T09:00:00Z');

const DIGEST: DigestState = {
  title: 'A sample digest',
  publisher: 'Nobody',
  version: 7,
  issued: '2026-11-24',
  origin: 'bundled',
  terms: 98,
  stories: 10,
};

export const TERM: Term = {
  id: 'harbour-office' as TermId,
  kind: 'organisation',
  importance: 'core',
  prefLabel: 'National Harbour Office (Atlantis)',
  labels: [],
  definition:
    'The office of the government of Atlantis for the safety of harbours. It answers when something goes wrong, advises masters, and looks after the register of ships.',
  facts: [
    { name: 'Founded', value: '1911' },
    { name: 'Seat', value: 'The lower town' },
  ],
  related: [],
  sources: [
    { title: 'About the office', url: 'https://harbour.example/about', accessed: '2026-11-20' },
    { title: 'Harbour office', url: 'https://encyclopaedia.example/harbour-office', accessed: '2026-11-20' },
  ],
  exactMatch: [],
  reviewed: '2026-11-20',
};

export const STORIES: readonly Story[] = [
  story('a-storm', 'The harbour office counts the cost of the storm', 'https://news.example/storm'),
  story('a-register', 'A register of ships that anyone can read', undefined),
  story('a-light', 'Who pays for the lighthouse? The council wants to know by spring', 'https://news.example/light'),
];

function story(id: string, title: string, url: string | undefined): Story {
  return {
    id: id as StoryId,
    title,
    date: '2026-11-23',
    source: { name: 'The Evening Tide' },
    ...(url ? { url } : {}),
    lang: 'en',
    terms: [TERM.id],
    summary: 'Two or three sentences stand here in a real story, and say what happened, to whom, and why it matters.',
  };
}

const CARD: Card = { term: TERM, otherLabels: ['NHO', 'Harbour Office'], stories: STORIES };
const LONG =
  'An office whose name goes on and on until even a patient reader of newspapers begins to wonder (Atlantis)';

const PLAIN: CardPanelProps = {
  card: CARD,
  digest: DIGEST,
  now: TODAY,
  isPinned: false,
  onPin: () => undefined,
  onClose: () => undefined,
};

/** The card of a page in each of its states. */
export const CARD_STATES: Readonly<Record<string, CardPanelProps>> = {
  'with everything': {
    ...PLAIN,
    sense: {
      evidence: ['“Atlantis” points to its country', '“ships” and “masters” stand near it'],
      others: [{ id: 'other', prefLabel: 'National Harbour Office (Lemuria)' }],
    },
  },
  'without doubt about its meaning': PLAIN,
  pinned: { ...PLAIN, isPinned: true },
  'definition only': {
    ...PLAIN,
    card: {
      term: { ...TERM, kind: 'concept', prefLabel: 'tide', facts: [], sources: [] },
      otherLabels: [],
      stories: [],
    },
  },
  'many other meanings': {
    ...PLAIN,
    sense: {
      evidence: ['the page spells it out: “National Harbour Office (NHO)”'],
      others: ['Lemuria', 'Mu', 'Hyperborea', 'Thule'].map((land) => ({
        id: land,
        prefLabel: `National Harbour Office (${land})`,
      })),
    },
  },
  'long names and words': {
    ...PLAIN,
    card: {
      term: {
        ...TERM,
        prefLabel: LONG,
        facts: [
          {
            name: 'Full legal title',
            value: 'Hafenoberaufsichtsamtsverwaltungsvorschriftenregister der unteren Stadt',
          },
        ],
      },
      otherLabels: [],
      stories: STORIES,
    },
  },
  'an old digest': { ...PLAIN, now: new Date('2028-03-01T09:00:00Z') },
};
