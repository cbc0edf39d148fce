/** Flags that the compiler writes into numbers of the lexicon and the judge reads. */

/** In a label pattern's value: it only takes its text away from a shorter label ("Oracle Park"). */
export const DECOY = 0x80000000;
/** A cue pattern's value is one of these kinds of sign, times `KIND_OF_SIGN`, plus a number of its own. */
export const KIND_OF_SIGN = 0x10000000;
export const SIGN = {
  /** A cue; its number is the cue's. */
  cue: 0,
  /** Something that tells of a country; its number is the country's. */
  country: 1,
  /** A word of some topics; its number is the word's. */
  topic: 2,
} as const;
/** What a word beside a name says of it. */
export const BESIDE = {
  /** After it: it acts or has people, shares, products. Before it: it belongs to a body's doings. */
  body: 1,
  /** After it: the name is of a place, prize or the like ("Oracle Park"). */
  place: 2,
  /** Before it: the name is of a person ("Mr Booker"). */
  person: 4,
  /** Before it, in a capital: says nothing, and makes no longer name. */
  leader: 8,
  /** In a name that goes on after a body's: it is of an organ, office or work of that body. */
  organ: 16,
  /** In a name that goes on after common words: they are a part of it ("Digital Literacy in Coastal Schools Act"). */
  work: 32,
} as const;
/** In a label's flags: it needs evidence. */
export const AMBIGUOUS = 1;
/** In a label's flags: how often the news means its term by it. */
export const MOSTLY = 2;
export const RARELY = 4;
/** In a label's flags: words of the language, which a name may hold and be of something else. */
export const COMMON = 8;
/** In a label's flags: it needs no evidence, but there is some that speaks against it. */
export const NEARLY_ALWAYS = 16;
/** In a link: the two terms have only a story about both in common. */
export const BY_STORY = 0x80000000;
/** In a cue's owner: the cue speaks against it. */
export const AGAINST = 0x80000000;
/** The number without its flag. */
export const NUMBER = 0x7fffffff;
