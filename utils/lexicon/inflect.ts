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
