/** Flags that the compiler writes into numbers of the lexicon and the judge reads. */

/** In a label pattern's value: it only takes its text away from a shorter label ("Oracle Park"). */
export const DECOY = 0x80000000;
/** In a cue pattern's value: it names a country instead. */
export const COUNTRY = 0x80000000;
/** In a label's flags: it needs evidence. */
export const AMBIGUOUS = 1;
/** In a link: the two terms have only a story about both in common. */
export const BY_STORY = 0x80000000;
/** In a cue's owner: the cue speaks against it. */
export const AGAINST = 0x80000000;
/** The number without its flag. */
export const NUMBER = 0x7fffffff;
