import { cleanedPart } from './clean.ts';
import { BESIDE } from './flags.ts';
import { lazily } from './lazily.ts';
import type { Lexicon } from './lexicon.ts';
import { bitsBeside, hasSmallWords, isCapitalised, nextWord, startsSentence } from './neighbours.ts';
import type { Place } from './occurrence.ts';

/** A name before a place, with what may join it to the rest of a longer one: "Centre for ", "Institute on the ", "Agence de la ". */
const NAME_BEFORE = lazily(
  '(?:^|[^\\p{L}\\p{N}.])(\\p{Lu}[\\p{L}\\p{N}’-]*)\\s+((?:of|for|on|and|in|to|de|du|des|del|di|da|für)\\s+(?:(?:the|la|las|los|les)\\s+)?)?$',
);
/** What may follow a label in a longer name: "Digital Literacy in Coastal Schools Act". */
const NAME_AFTER = lazily(
  '^\\s+(?:of|for|in|on)\\s+(?=\\p{Lu})(?:(?:\\p{Lu}[\\p{L}\\p{N}’-]*|of|for|in|and|the)\\s+){1,6}?(?:Project|Program(?:me)?|Fund|Initiative|Act|Bill|Conference|Award)(?!\\p{L})',
);
const COMPOUND = lazily('[\\p{L}\\p{N}][-‐‑]$');
/** Of a word with a hyphen, the first part: "Multi-stakeholder". */
const WORDS = lazily('(?<![\\p{L}-])\\p{L}{4,}', 'gu');
const CAPITAL = lazily('^\\p{Lu}');
/** How far the rest of a name is looked for, in UTF-16 units. */
const REACH = 40;
const LONG_REACH = 80;
/** Whose name stands before a matter is no part of a name: "Director of Digital Inclusion". */
const OF_A_PERSON = BESIDE.leader | BESIDE.person | BESIDE.body;

/**
 * The longer name, or the compound, that a label of common words is a part of: "African Capacity Building Foundation",
 * "Centre for Algorithmic Transparency", "1,200-capacity building". Undefined where it stands for itself.
 * @param lang the page's language: in German every noun has a capital
 */
export function longerNameAround(lexicon: Lexicon, text: string, place: Place, lang = ''): string | undefined {
  const { start, end } = place;
  const surface = cleanedPart(text, start, end);
  const before = cleanedPart(text, start - REACH, start);
  if (COMPOUND().test(before) && /\s/.test(surface)) return `${/\S*$/.exec(before)?.[0]}${surface}`;
  const isName = [surface, ...(surface.match(WORDS()) ?? [])].every((word) => CAPITAL().test(word));
  const tellsCapitals = !lang.startsWith('de') && hasSmallWords(text, place);
  if (!tellsCapitals || !isName) return undefined;
  const [after] = NAME_AFTER().exec(cleanedPart(text, end, end + LONG_REACH)) ?? [];
  if (after !== undefined) return surface + after;
  const [all = '', possessive, next = ''] = nextWord(text, end);
  if (
    isCapitalised(next) &&
    possessive === undefined &&
    !all.includes('\n') &&
    !(bitsBeside(lexicon, next) & OF_A_PERSON)
  )
    return `${surface} ${next}`;
  const [found, name = '', joint] = NAME_BEFORE().exec(before) ?? [];
  if (!isCapitalised(name) || /’s?$/.test(name) || bitsBeside(lexicon, name) & OF_A_PERSON) return undefined;
  const isFirst = startsSentence(before.slice(0, before.lastIndexOf(name)));
  return joint === undefined && isFirst ? undefined : `${found?.trim()} ${surface}`;
}
