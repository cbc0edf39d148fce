/** Endings after which English adds -es (Quirk et al., A Comprehensive Grammar of the English Language, 5.79-5.80). */
const SIBILANT_END = /(?:s|x|z|ch|sh)$/i;
const CONSONANT_Y_END = /[^aeiou\W]y$/i;
/** A label that has its plural already, or has none. */
const PLURAL_LIKE_END = /(?:[^su]s|ics)$/i;

/** The English plural of a label, or undefined where it would be no other word. */
export function pluralOf(label: string): string | undefined {
  if (!/\p{L}$/u.test(label) || PLURAL_LIKE_END.test(label)) return undefined;
  if (CONSONANT_Y_END.test(label)) return `${label.slice(0, -1)}ies`;
  return SIBILANT_END.test(label) ? `${label}es` : `${label}s`;
}

/** Letters with a stroke, and two that are one, which Unicode takes for letters without accents (CLDR, Latin-ASCII). */
const STROKES = new Map(
  Object.entries({ ø: 'o', ł: 'l', đ: 'd', ħ: 'h', ŧ: 't', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' }),
);
/** In other scripts a mark makes another letter. */
const ACCENTS = /(?<=[\p{sc=Latin}\p{sc=Greek}]\p{M}*)\p{M}/gu;

/** A label as it is written without its accents, or undefined where it has none. */
export function withoutAccents(label: string): string | undefined {
  const bare = label.normalize('NFD').replace(ACCENTS, '').replace(/\p{L}/gu, withoutStroke).normalize('NFC');
  return bare === label.normalize('NFC') ? undefined : bare;
}

function withoutStroke(letter: string): string {
  const small = letter.toLowerCase();
  const bare = STROKES.get(small);
  if (bare === undefined) return letter;
  return letter === small ? bare : bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** Particles written as one with the next word: "and", "then", "in", "like", "for", and in Hebrew also "the", "from", "that". */
const PROCLITICS = { arabic: ['و', 'ف', 'ب', 'ك', 'ل'], hebrew: ['ו', 'ה', 'ב', 'ל', 'כ', 'מ', 'ש'] } as const;
const ARABIC_ARTICLE = 'ال';
/** Shorter words look like others with a particle. */
const SHORTEST_WITH_PROCLITIC = 4;

/** An Arabic or Hebrew label with each particle that is written as one with its first word; else none. */
export function withProclitics(label: string): string[] {
  const [first = ''] = label.split(' ');
  if (first.length < SHORTEST_WITH_PROCLITIC) return [];
  if (/^\p{sc=Hebrew}/u.test(label)) return PROCLITICS.hebrew.map((particle) => particle + label);
  if (!/^\p{sc=Arabic}/u.test(label)) return [];
  // "For" and the article are written as two lams: للمجلس.
  const joined = (particle: string) =>
    particle === 'ل' && label.startsWith(ARABIC_ARTICLE) ? `لل${label.slice(2)}` : particle + label;
  return PROCLITICS.arabic.map(joined);
}

const LETTERS_ALONE = /^\p{Lu}{2,6}$/u;

/** An acronym with full stops, as some houses write it: "F.B.I." */
export function withFullStops(label: string): string[] {
  return LETTERS_ALONE.test(label) ? [`${[...label].join('.')}.`] : [];
}

const TWO_SMALL_WORDS = /^(\p{Ll}{3,}) (\p{Ll}{3,})$/u;

/** Two small words as they stand before another: "an incident-response plan". */
export function withHyphen(label: string): string[] {
  const [, first, second] = TWO_SMALL_WORDS.exec(label) ?? [];
  return second === undefined ? [] : [`${first}-${second}`];
}
