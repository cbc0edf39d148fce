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
/** How a name goes on: "Human Rights Commissioner", "in Coastal Schools Act", "v. Sullivan". */
const MORE_OF_NAME = lazily(
  '^\\s+(?:(?:of|for|in|on|v\\.)\\s+)?\\p{Lu}[\\p{L}\\p{N}’-]*(?:(?:\\s+(?:of|for|in|and|the))*\\s+\\p{Lu}[\\p{L}\\p{N}’-]*)*',
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
 * The longer name, or the compound, that a label is a part of: "African Capacity Building Foundation", "Centre for
 * Algorithmic Transparency", "1,200-capacity building", "Tesco Lounge". Undefined where it stands for itself.
 * @param isCommon whether the label is of common words; a name is a part of fewer: much belongs to it ("President of the
 * European Union", "pro-European Union", "European Union Packaging Regulation"), the more to an acronym, and who has a
 * title may be called so ("Judge Morgan Stanley")
 * @param lang the page's language: in German every noun has a capital
 */
export function longerNameAround(
  lexicon: Lexicon,
  text: string,
  place: Place,
  isCommon: boolean,
  lang = '',
): string | undefined {
  const { start, end } = place;
  const surface = cleanedPart(text, start, end);
  const before = cleanedPart(text, start - REACH, start);
  if (isCommon && COMPOUND().test(before) && /\s/.test(surface)) return `${/\S*$/.exec(before)?.[0]}${surface}`;
  const isName = [surface, ...(surface.match(WORDS()) ?? [])].every((word) => CAPITAL().test(word));
  const tellsCapitals = !lang.startsWith('de') && hasSmallWords(text, place);
  if (!tellsCapitals || !isName) return undefined;
  const [more = ''] = MORE_OF_NAME().exec(cleanedPart(text, end, end + LONG_REACH)) ?? [];
  const bits = more.split(/\s/).reduce((all, word) => all | bitsBeside(lexicon, word), 0);
  if (isCommon ? bits & BESIDE.work : more[1] === 'v') return surface + more;
  if (!isCommon && (!isCapitalised(surface) || bits & BESIDE.organ)) return undefined;
  const [all = '', possessive, next = ''] = nextWord(text, end);
  const joint = all.slice(0, all.length - next.length);
  if (
    isCapitalised(next) &&
    possessive === undefined &&
    !(isCommon ? /\n/ : /[\n-]/).test(joint) &&
    !(bitsBeside(lexicon, next) & OF_A_PERSON)
  )
    return `${surface} ${next}`;
  return nameBefore(lexicon, before, surface, isCommon);
}

function nameBefore(lexicon: Lexicon, before: string, surface: string, isCommon: boolean): string | undefined {
  const [found, name = '', joint] = NAME_BEFORE().exec(before) ?? [];
  const bits = bitsBeside(lexicon, name);
  if (!isCommon && bits & BESIDE.person) return `${name} ${surface}`;
  if (!isCapitalised(name) || /’s?$/.test(name) || bits & OF_A_PERSON) return undefined;
  if (joint !== undefined) return isCommon ? `${found?.trim()} ${surface}` : undefined;
  const isFirst = startsSentence(before.slice(0, before.lastIndexOf(name)));
  // One word may be told from what stands before it by a comma alone, which speakers leave out: "the Irish Google".
  return isFirst || !(isCommon || /\s/.test(surface)) ? undefined : `${name} ${surface}`;
}
