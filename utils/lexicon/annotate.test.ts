import { describe, expect, it } from 'vitest';
import { annotate, THRESHOLD_CONFIDENCE } from './annotate.ts';
import { compileLexicon } from './compile-lexicon.ts';
import { LexiconError } from './errors.ts';
import { Lexicon } from './lexicon.ts';
import type { LexiconLabel, LexiconTerm } from './model.ts';
import type { PageFacts } from './page-evidence.ts';

function label(text: string, rest: Partial<LexiconLabel> = {}): LexiconLabel {
  return { text, cues: [], anticues: [], except: [], ...rest };
}

function term(id: string, labels: LexiconLabel[], rest: Partial<LexiconTerm> = {}): LexiconTerm {
  return { id, kind: 'organisation', labels, related: [], ...rest };
}

const SOURCE = {
  terms: [
    term(
      'ncsc-ie',
      [label('NCSC', { ambiguous: true }), label('National Cyber Security Centre', { ambiguous: true })],
      { country: 'IE', related: ['nis2'] },
    ),
    term(
      'ncsc-uk',
      [label('NCSC', { ambiguous: true }), label('National Cyber Security Centre', { ambiguous: true })],
      { country: 'GB', related: ['tesco'] },
    ),
    term('nis2', [label('NIS2')], { kind: 'instrument' }),
    term('tesco', [label('Tesco')]),
    term('igf', [
      label('Internet Governance Forum', { except: ['West Asian Internet Governance Forum'] }),
      label('IGF', { ambiguous: true, cues: ['internet'], anticues: ['hormone'] }),
    ]),
    term('oracle', [
      label('Oracle', { ambiguous: true, cues: ['cloud', 'database'], anticues: ['Delphi'], except: ['Oracle Park'] }),
    ]),
    term('bank', [
      label('BMO', {
        ambiguous: true,
        meant: 'rarely',
        cues: ['Toronto', 'lending', 'deposits', 'mortgages', 'branches'],
        anticues: ['Toronto FC'],
      }),
    ]),
    term('games', [label('Marlies', { ambiguous: true, meant: 'rarely', cues: ['Toronto'] })]),
    term('zurich', [label('Universität Zürich', { unaccented: true })]),
    term('shutdown', [label('internet shutdown')], { kind: 'concept' }),
    term('governance', [label('AI governance', { except: ['AI governance board'] })], { kind: 'concept' }),
    term('bureau', [label('FBI')]),
    term('wholesaler', [
      label('Booker', { ambiguous: true, meant: 'mostly', except: ['Fenwick Booker', 'Fenwick v. Booker'] }),
    ]),
    term('one', [label('QXZ', { ambiguous: true, meant: 'mostly' })]),
    term('other', [label('QXZ', { ambiguous: true, meant: 'mostly' })]),
    term('dutch-school', [label('Dutch University', { ambiguous: true, cues: ['Leiden'] })], { country: 'NL' }),
  ],
  stories: [],
  topics: [{ id: 'trade', side: 'field' as const, words: ['Booker', 'wholesaler'] }],
  countries: [
    { code: 'IE', names: ['Ireland', 'Irish', 'Dublin'], currencies: [], tlds: ['ie'] },
    { code: 'GB', names: ['Britain', 'British'], currencies: ['£'], tlds: ['uk'] },
    { code: 'NL', names: ['Netherlands', 'Dutch'], currencies: [], tlds: ['nl'] },
  ],
};

const LEXICON = new Lexicon(compileLexicon(SOURCE));

/** Which term each marked place of a text is, in order. */
function termsIn(text: string, facts: PageFacts = {}): string[] {
  const passages = text.split('\n\n').map((passage) => ({ text: passage }));
  return annotate(LEXICON, passages, facts, THRESHOLD_CONFIDENCE.balanced).map(({ senses }) => senses[0].id);
}

describe('a label that names one thing', () => {
  it('is marked wherever it stands, in the plural too', () => {
    expect(termsIn('Internet shutdowns hurt. So NIS2 matters.')).toEqual(['shutdown', 'nis2']);
  });

  it('is marked with the capitals of a headline, with full stops, and with a hyphen', () => {
    expect(termsIn('What AI Governance Costs the F.B.I.')).toEqual(['governance', 'bureau']);
    expect(termsIn('An internet-shutdown law was passed.')).toEqual(['shutdown']);
  });

  it('is not marked in a longer name that the digest knows, whatever its capitals', () => {
    expect(termsIn('The AI Governance Board met before the AI governance board did.')).toEqual([]);
  });
});

describe('a cue', () => {
  it('inside a longer word against the same term is silent', () => {
    expect(termsIn('BMO opened in Toronto, its lending up.')).toEqual(['bank']);
    const cues = 'lending, deposits, mortgages and branches';
    expect(termsIn(`Toronto FC and then Toronto: at BMO it was ${cues}.`)).toEqual(['bank']);
    expect(termsIn(`Toronto FC again: at BMO it was ${cues}.`)).toEqual([]);
  });

  it('inside a longer word of another term speaks for its own', () => {
    expect(termsIn('The Marlies follow Toronto FC in the Toronto league.')).toEqual(['games']);
    expect(termsIn('The Marlies follow Toronto FC.')).toEqual(termsIn('The Marlies follow Toronto, FC.'));
  });
});

describe('a label that may go without its accents', () => {
  it.each(['Universität Zürich', 'Universitat Zurich', 'Universität Zürich'.normalize('NFD')])(
    'is found as %s',
    (written) => {
      expect(termsIn(`She studies at the ${written}.`)).toEqual(['zurich']);
    },
  );

  it('is not found with other ones', () => {
    expect(termsIn('She studies at the Univèrsitat Zurich.')).toEqual([]);
  });
});

describe('a name with a country in it', () => {
  const evidenceOf = (text: string) =>
    annotate(LEXICON, [{ text }], {}, 0)
      .flatMap(({ senses }) => senses[0].evidence)
      .join();

  it('does not speak for itself, as the country does elsewhere', () => {
    expect(evidenceOf('The Dutch University has a new dean.')).not.toContain('Dutch');
    expect(evidenceOf('The Dutch University has a new dean.\n\nHe is Dutch.')).toContain('“Dutch”');
  });
});

describe('two names side by side', () => {
  it('are two, where one of them and an unknown word would be a longer name', () => {
    expect(termsIn('Lawyers looked at the Tesco Booker merger for a year.')).toContain('tesco');
    expect(termsIn('Lawyers looked at the Tesco Bingley merger for a year.')).toEqual([]);
  });
});

describe('a label that two terms share', () => {
  it('is the one whose country the text names', () => {
    expect(termsIn('The Irish NCSC warned of attacks.')).toEqual(['ncsc-ie']);
  });

  it('is the one that related terms and the currency point to, where no country is named', () => {
    expect(termsIn('Tesco lost £4 million.\n\nThe National Cyber Security Centre is helping.')).toEqual([
      'tesco',
      'ncsc-uk',
    ]);
  });

  it('is the one of the country of the site', () => {
    expect(termsIn('The NCSC gave advice on NIS2.', { host: 'www.news.example.ie' })).toEqual(['ncsc-ie', 'nis2']);
  });

  it.each([
    ['en-GB', 'ncsc-uk'],
    ['en-IE', 'ncsc-ie'],
    ['en-Latn-GB', 'ncsc-uk'],
  ])('is sooner the one of the region of the page’s language, %s', (lang, id) => {
    const [mention] = annotate(LEXICON, [{ text: 'The NCSC warned of attacks.' }], { lang }, 0);
    const [first, second] = mention?.senses ?? [];
    expect(first?.id).toBe(id);
    expect(first?.confidence).toBeGreaterThan(second?.confidence ?? 1);
  });

  it('is nothing where another country stands beside it', () => {
    expect(termsIn('The NCSC of the Netherlands warned of attacks.')).toEqual([]);
  });

  it('is not the likelier to be any of them for being the label of both', () => {
    expect(termsIn('They had heard from the QXZ.')).toEqual([]);
  });

  it('keeps a close rival', () => {
    const passages = [{ text: 'Irish and British firms heard from the NCSC about NIS2 and Tesco.' }];
    const mention = annotate(LEXICON, passages, {}, 0).find(({ surface }) => surface === 'NCSC');
    expect(mention?.senses.map(({ id }) => id).sort()).toEqual(['ncsc-ie', 'ncsc-uk']);
  });
});

describe('a name that is also one of persons and places', () => {
  const sureOf = (...texts: string[]) =>
    annotate(
      LEXICON,
      texts.map((text) => ({ text })),
      {},
      0,
    ).at(-1)?.senses[0].confidence ?? 0;

  it('is doubted after a first name, and wherever else it stands on that page', () => {
    expect(termsIn('Then Booker said so.')).toEqual(['wholesaler']);
    expect(termsIn('Two reporters met Dora Booker over breakfast.\n\nThen Booker said so.')).toEqual([]);
  });

  it('is doubted most where a longer name ends with it, for which it may be short', () => {
    const short = sureOf('They work for Fenwick Booker.', 'Then Booker said so.');
    expect(short).toBeLessThan(0.02);
    expect(short).toBeGreaterThan(0);
    expect(sureOf('They read Fenwick v. Booker.', 'Then Booker said so.')).toBeGreaterThan(0.2);
  });

  it('does not speak for itself at another place', () => {
    expect(sureOf('Now Booker and then Booker.')).toBe(sureOf('Now Booker.'));
    expect(sureOf('The wholesaler and then Booker.')).toBeGreaterThan(sureOf('Now Booker.'));
  });
});

describe('an ambiguous acronym', () => {
  it('is marked on the whole page once the page spells it out', () => {
    expect(termsIn('The Internet Governance Forum (IGF) opened.\n\nThen the IGF closed.')).toEqual([
      'igf',
      'igf',
      'igf',
    ]);
  });

  it('is not marked anywhere on a page that spells it out as something else', () => {
    expect(termsIn('Insulin-like growth factor (IGF) is on the internet.\n\nIGF is measured.')).toEqual([]);
    expect(termsIn('The West Asian Internet Governance Forum (IGF) met on the internet.\n\nIGF ended.')).toEqual([]);
  });

  it('is not marked without evidence', () => {
    expect(termsIn('Nothing but IGF here.')).toEqual([]);
  });
});

describe('a name that is also a word', () => {
  it('is marked by what stands near it', () => {
    expect(termsIn('Oracle sells cloud and database services.')).toEqual(['oracle']);
  });

  it('is not marked in a longer name the digest knows', () => {
    expect(termsIn('A cloud over Oracle Park hid the database team.')).toEqual([]);
  });

  it('is doubted where a capital makes it the title of a paper, and where a number counts it', () => {
    const sureOf = (text: string) => annotate(LEXICON, [{ text }], {}, 0)[0]?.senses[0].confidence;
    expect(sureOf('On Friday The Oracle will print.')).toBeLessThan(sureOf('On Friday the Oracle will print.') ?? 0);
    expect(sureOf('They ran 46 Oracle machines.')).toBeLessThan(sureOf('They ran all Oracle machines.') ?? 0);
    expect(sureOf('Shares fell to $12.40. Oracle slid.')).toBe(sureOf('Shares fell to a low. Oracle slid.'));
    expect(sureOf('In 2019, Oracle grew.')).toBe(sureOf('In spring, Oracle grew.'));
    expect(sureOf('Planned for 2025/26 Oracle sales fell.')).toBe(sureOf('Planned for this year Oracle sales fell.'));
  });

  it('is not marked in another sense', () => {
    expect(termsIn('The Oracle at Delphi kept no database.')).toEqual([]);
  });
});

it('tells a reader why', () => {
  const [mention] = annotate(LEXICON, [{ text: 'The Irish NCSC gave advice on NIS2.' }], {}, 0.6);
  expect(mention?.senses[0].evidence).toEqual(['“Irish” points to its country', 'the page also names “NIS2”']);
});

it('compiles to the same bytes each time', () => {
  const [once, again] = [compileLexicon(SOURCE), compileLexicon(structuredClone(SOURCE))];
  expect(new Uint8Array(once.labels)).toEqual(new Uint8Array(again.labels));
  expect(new Uint8Array(once.signs)).toEqual(new Uint8Array(again.signs));
});

it('refuses a lexicon that is cut off or foreign', () => {
  const { labels, signs } = compileLexicon(SOURCE);
  const foreign = [new ArrayBuffer(0), new ArrayBuffer(1000)];
  const cut = (buffer: ArrayBuffer) => [7, 40, buffer.byteLength - 4].map((length) => buffer.slice(0, length));
  for (const damaged of [...foreign, ...cut(labels), signs]) {
    expect(() => new Lexicon({ labels: damaged })).toThrow(LexiconError);
  }
  for (const damaged of [...foreign, ...cut(signs), labels]) {
    expect(() => new Lexicon({ labels, signs: damaged })).toThrow(LexiconError);
  }
});

it.each([
  ['off a word', (start: number) => start + 2],
  ['in the header', () => 8],
  ['beyond the end', () => 0xfffffff0],
])('refuses a lexicon with a section that begins %s', (_, move) => {
  const { labels } = compileLexicon(SOURCE);
  // Magic and number of sections, then start and length of each.
  const header = new Uint32Array(labels);
  header[2] = move(header[2] ?? 0);
  expect(() => new Lexicon({ labels })).toThrow(LexiconError);
});
