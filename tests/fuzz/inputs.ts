import { seeded } from '../../bench/corpus.ts';

/** Inputs that a page or a file may be made of by chance or with intent; the same for the same seed. */
export interface FuzzInput {
  readonly kind: string;
  readonly text: string;
  readonly isHtml: boolean;
}

type Random = () => number;

/** What makes reading go on, open, close or go back: labels, cues, brackets, capitals, joints, tags. */
const FRAGMENTS = [
  'IGF',
  'NCSC',
  'Apple',
  'Oracle',
  'io',
  'Io',
  'NSA',
  'M&S',
  'Co-op',
  'Bloomberg',
  'category 2',
  'drift',
  'Stargate',
  'National Cyber Security Centre (NCSC)',
  'IGF (insulin-like growth factor)',
  '(',
  ')',
  '((((',
  '“',
  '’s',
  ' ',
  '\n',
  '\n\n',
  '\u00ad',
  '\u200b',
  '\u00a0',
  '-',
  '.',
  ', ',
  'Insulin',
  'The',
  'a',
  'cloud',
  'moon',
  'Irish',
  '£',
  'Great Big Name ',
  'GDC ',
  'https://x.example/io?',
  '@',
  '/',
  '&amp;',
  '<p>',
  '</p>',
  '<b>',
  '<h2>',
  '<br>',
  '<pre>',
  '<svg>',
  '<template>',
  '<table><td>',
  '</div>',
  '<script>',
  '<!--',
  ']]>',
  'é',
  'e\u0301',
  'ﬁ',
  'Ｉ',
  '中文',
  'ไทย',
  'עברית',
  '\u202e',
  '🛰️',
  '\ud800',
  '\udc00',
  '\0',
];

/** Longest input of the long kinds, in UTF-16 units. */
const LONG = 5_000_000;
const DEEP = 50_000;

const KINDS: Readonly<Record<string, (random: Random) => FuzzInput>> = {
  binary: (random) =>
    plain('binary', new TextDecoder().decode(Uint8Array.from(upTo(4000, random), () => random() * 256))),
  'lone surrogates': (random) =>
    plain(
      'lone surrogates',
      made(upTo(2000, random), () => String.fromCharCode(0xd700 + random() * 0x1200)),
    ),
  'any characters': (random) =>
    plain(
      'any characters',
      made(upTo(2000, random), () => String.fromCharCode(random() * 0x10000)),
    ),
  fragments: (random) =>
    plain(
      'fragments',
      made(upTo(800, random), () => pick(FRAGMENTS, random)),
    ),
  'a few fragments again and again': (random) => {
    const few = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(FRAGMENTS, random)).join('');
    return plain('a few fragments again and again', few.repeat(1 + upTo(2000, random).length));
  },
  HTML: (random) =>
    html(
      'HTML',
      made(upTo(800, random), () => pick(FRAGMENTS, random)),
    ),
};

const LONG_KINDS: Readonly<Record<string, (random: Random) => FuzzInput>> = {
  'one line of 5 MB': (random) => {
    const few = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(FRAGMENTS, random)).join('') || 'x';
    return plain(
      'one line of 5 MB',
      few
        .replaceAll('\n', ' ')
        .repeat(Math.ceil(LONG / few.length))
        .slice(0, LONG),
    );
  },
  'one line of 5 MB, mixed': (random) =>
    plain(
      'one line of 5 MB, mixed',
      made(Array.from({ length: LONG / 5 }), () => pick(FRAGMENTS, random)).replaceAll('\n', ' '),
    ),
  'deep HTML': (random) => {
    const tag = pick(['div', 'b', 'p', 'table', 'section', 'svg', 'a', 'li', 'span', 'font'], random);
    return html('deep HTML', `${`<${tag}>IGF `.repeat(DEEP)}NCSC`);
  },
};

/** Inputs of every kind in turn; every `longEvery`th is a long one. */
export function* fuzzInputs(count: number, seed: number, longEvery: number): Generator<FuzzInput> {
  const random = seeded(seed);
  const short = Object.values(KINDS);
  const long = Object.values(LONG_KINDS);
  for (let index = 0; index < count; index++) {
    const isLong = index % longEvery === longEvery - 1;
    const make = isLong ? long[Math.floor(index / longEvery) % long.length] : short[index % short.length];
    if (make) yield make(random);
  }
}

function plain(kind: string, text: string): FuzzInput {
  return { kind, text, isHtml: false };
}

function html(kind: string, text: string): FuzzInput {
  return { kind, text, isHtml: true };
}

function made(places: readonly unknown[], make: () => string): string {
  return places.map(make).join('');
}

function upTo(most: number, random: Random): unknown[] {
  return Array.from({ length: Math.floor(random() ** 3 * most) });
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)] as T;
}
