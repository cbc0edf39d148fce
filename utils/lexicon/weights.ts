/**
 * What each piece of evidence weighs, in log-odds: +1 makes a sense 2.7 times as likely against its rivals.
 * Set by `npm run evaluate -- --fit` on the training passages of tests/evaluation; the other passages never decide them.
 */
export const WEIGHTS = {
  /** A label that names only this. Not set by passages, which hold none that fails. */
  unambiguous: 4.5,
  /**
   * A label that also means other things, before anything else is known, by how often the news means this by it: twelve
   * times in thirteen, four in seven, one in three, one in eight. Not set by passages, which hold as many that mean something else.
   */
  nearlyAlways: 2.5,
  mostly: 0.3,
  often: -0.7,
  rarely: -1.9,
  /** A label that two terms of the digest share: each has but half of how often it is meant. Not set by passages. */
  shared: -0.69,
  /** The page spells the acronym out as this, or as something else. Not set by passages. */
  expansion: 5,
  otherExpansion: -8,
  /** Words with capitals on the page have the acronym's first letters, and are no name of this. */
  otherInitials: -5.07,
  /** Another, unmistakable name of the same term on the page. */
  fullName: 2.8,
  /** Words that the editor listed for or against this sense; see `evidenceOf` for how several add up. */
  cueNear: 2.61,
  cueOnPage: 1.24,
  anticueNear: -4.01,
  anticueOnPage: -1.61,
  /** Unmistakable terms on the page that are related, or share a story. */
  related: 1.48,
  relatedByStory: 0.53,
  /** The country of the body: named beside it, on the page, told by the site or its language. */
  countryNear: 2.26,
  countryOnPage: 0.73,
  otherCountryNear: -3.41,
  otherCountryOnPage: -1.17,
  hostCountry: 1.57,
  otherHost: -2.28,
  languageRegion: 0.52,
  /** Words of its topics, and of topics elsewhere, near it: n of them count log2(1 + n) times. */
  topicNear: 0.55,
  elsewhereNear: -0.99,
  /** It acts or is spoken of as a body ("said", "shares"). */
  body: 0.93,
  /** A name after "a" or "the" that no word of a body follows may be a word. */
  article: -1.4,
  /** Words with capitals beside it that make another name: of a place or prize, of a person, or unknown. */
  place: -4,
  person: -3.12,
  nameAfter: -2.33,
  nameBefore: -2.64,
  acronymAfter: -1.03,
  /** Words of the language inside a name of something else, or begun by a compound. Not set by passages. */
  partOfName: -8,
  /** A number stands before it, as before a unit ("14,411 FT"). */
  quantity: -3.02,
  /** A longer name with this label in it stands elsewhere on the page. */
  longerNameOnPage: -1.97,
  /** Capitals throughout hide how it is written. */
  shouted: -1.4,
  /** The same words are clear elsewhere on the page: this, or nothing of the digest. */
  samePage: 1.29,
  nothingOnPage: -0.88,
} as const;

/** A kind of evidence. */
export type EvidenceKind = keyof typeof WEIGHTS;

/** A weight for each kind of evidence. */
export type Weights = Readonly<Record<EvidenceKind, number>>;

/** What stands in another section of the page weighs this share: pages hold several stories. */
export const ELSEWHERE = 0.5;
