import * as v from 'valibot';
import { StoryIdSchema, slug, TermIdSchema } from './ids.ts';

export type { StoryId, TermId } from './ids.ts';

/**
 * The shape of a digest, once for editors' sources, the bundle and the database.
 * Field names are SKOS's where SKOS has one (https://www.w3.org/TR/skos-reference/).
 * A digest holds text and closed enums only: no pattern, markup, selector or expression.
 */

const TERM_KINDS = ['concept', 'event', 'instrument', 'organisation', 'process', 'project', 'threat'] as const;
const IMPORTANCES = ['core', 'useful'] as const;
const CASE_RULES = ['exact', 'any'] as const;
const TOPIC_SIDES = ['field', 'either', 'elsewhere'] as const;
const FREQUENCIES = ['nearly-always', 'mostly', 'often', 'rarely'] as const;

const PLAIN_TEXT = /^[[^\p{Cc}<>]\t\n\x80-\x9f]*$/v;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const DAY_OR_INTERVAL = /^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/;
const WIKIDATA_ENTITY = /^https:\/\/www\.wikidata\.org\/entity\/Q\d+$/;

const text = (max: number) =>
  v.pipe(
    v.string('write text here'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(max, ({ received }) => `is ${received} characters long; shorten it to at most ${max}`),
    v.regex(PLAIN_TEXT, 'must be plain text: no "<", ">" or control characters'),
  );

/** Text that is looked for on pages, where signs alone are not found. */
const findable = (max: number) =>
  v.pipe(text(max), v.regex(/^$|[\p{L}\p{N}\p{S}]/u, 'must have a letter, digit or symbol'));

const httpsUrl = v.pipe(
  v.string('write an https address here'),
  v.maxLength(2000, 'must be at most 2000 characters'),
  v.check(isPlainHttpsUrl, 'must be an https address without user name or password'),
);

const day = v.pipe(
  v.string('write a date here'),
  v.regex(DAY, 'must be a date such as 2026-11-24'),
  v.check(isCalendarDay, 'must be a day of the calendar'),
);

/** A day, or an ISO 8601 interval of days where the exact one is not known. */
const dayOrInterval = v.pipe(
  v.string('write a date here'),
  v.regex(DAY_OR_INTERVAL, 'must be a date such as 2026-11-24, or an interval such as 2026-11-23/2026-11-25'),
  v.check((value) => value.split('/').every(isCalendarDay), 'must name days of the calendar'),
  v.check((value) => isOrdered(value.split('/')), 'must begin before it ends'),
);

const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code of two capitals, such as "IE"'));
const language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, such as "en"'),
);
const phrases = v.pipe(v.array(findable(120), 'write a list here'), v.maxLength(240, 'must have at most 240 entries'));

const LabelSchema = v.strictObject({
  text: findable(120),
  /** `exact`: written just so; `any`: in any case. Left out: `exact` when the label holds a capital. */
  case: v.optional(v.picklist(CASE_RULES, 'must be "exact" or "any"')),
  lang: v.optional(language),
  /** The label also means things the digest does not hold, so it needs evidence. */
  ambiguous: v.optional(v.boolean('must be true or false')),
  /** How often the news means this term by an ambiguous label. Left out: `often`. */
  meant: v.optional(v.picklist(FREQUENCIES, 'must be "nearly-always", "mostly", "often" or "rarely"')),
  /** Matched but never shown (skos:hiddenLabel): misspellings, rare spellings. */
  hidden: v.optional(v.boolean('must be true or false')),
  /** Match the English plural too. Left out: true for concepts, unless the label is of another language. */
  plural: v.optional(v.boolean('must be true or false')),
  /** Match it without its accents too. Left out: false. */
  unaccented: v.optional(v.boolean('must be true or false')),
  /** Ids of the topics that texts about this sense have. Left out: all of the field. */
  topics: v.optional(
    v.pipe(v.array(text(40), 'write a list here'), v.maxLength(12, 'must have at most 12 entries')),
    [],
  ),
  /** Words near the label that speak for this sense. */
  cues: v.optional(phrases, []),
  /** Words near the label that speak for another sense. */
  anticues: v.optional(phrases, []),
  /** Longer names that contain the label and are something else. */
  except: v.optional(phrases, []),
});

const FactSchema = v.strictObject({ name: text(40), value: text(160) });

const ReferenceSchema = v.strictObject({
  title: text(200),
  url: httpsUrl,
  publisher: v.optional(text(80)),
  accessed: day,
});

export const TermSchema = v.strictObject({
  id: TermIdSchema,
  kind: v.picklist(TERM_KINDS, `must be one of ${TERM_KINDS.join(', ')}`),
  importance: v.picklist(IMPORTANCES, 'must be "core" or "useful"'),
  prefLabel: text(120),
  labels: v.pipe(
    v.array(LabelSchema, 'write a list of labels here'),
    v.minLength(1, 'must have at least one label'),
    v.maxLength(40, 'must have at most 40 labels'),
  ),
  definition: text(280),
  facts: v.optional(
    v.pipe(v.array(FactSchema, 'write a list of facts here'), v.maxLength(6, 'must have at most 6 facts')),
    [],
  ),
  country: v.optional(country),
  related: v.optional(
    v.pipe(v.array(TermIdSchema, 'write a list of term ids here'), v.maxLength(20, 'must have at most 20 entries')),
    [],
  ),
  sources: v.optional(
    v.pipe(v.array(ReferenceSchema, 'write a list of sources here'), v.maxLength(6, 'must have at most 6 sources')),
    [],
  ),
  exactMatch: v.optional(
    v.array(v.pipe(v.string(), v.regex(WIKIDATA_ENTITY, 'must be a Wikidata entity address')), 'write a list here'),
    [],
  ),
  reviewed: day,
});

export const StorySchema = v.strictObject({
  id: StoryIdSchema,
  title: text(160),
  date: dayOrInterval,
  source: v.strictObject({ name: text(80), url: v.optional(httpsUrl) }),
  url: v.optional(httpsUrl),
  lang: v.optional(language, 'en'),
  terms: v.pipe(
    v.array(TermIdSchema, 'write a list of term ids here'),
    v.minLength(1, 'must name at least one term'),
    v.maxLength(60, 'must name at most 60 terms'),
  ),
  summary: text(900),
});

/** What tells on a page which country it is about or from. */
export const CountrySchema = v.strictObject({
  code: country,
  /** Names, adjectives and cities, matched in exact case. */
  names: phrases,
  /** Currency signs and codes, such as "£". */
  currencies: v.optional(phrases, []),
  /** Top-level domains, without the dot. */
  tlds: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,10}$/, 'must be a domain ending without the dot, such as "ie"'))),
    [],
  ),
});

/** Words by what a text is about; they tell what an ambiguous label means in it. */
export const TopicSchema = v.strictObject({
  id: slug('the id of a topic'),
  /** Texts about it are of the digest's field, lie elsewhere, or may be either. */
  side: v.picklist(TOPIC_SIDES, 'must be "field", "either" or "elsewhere"'),
  words: v.pipe(v.array(findable(60), 'write a list here'), v.maxLength(400, 'must have at most 400 entries')),
});

export const TopicListSchema = v.pipe(
  v.array(TopicSchema, 'write a list of topics here'),
  v.maxLength(32, 'must be at most 32 topics'),
);

export const DigestHeadSchema = v.strictObject({
  id: slug('the id of the digest'),
  title: text(80),
  publisher: text(80),
  lang: language,
  version: v.pipe(
    v.number('write a whole number here'),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be 1 or more'),
  ),
  issued: day,
  licence: text(80),
});

export const DigestSchema = v.strictObject({
  format: v.literal('newsgloss-digest-1', 'must be "newsgloss-digest-1"'),
  head: DigestHeadSchema,
  terms: v.array(TermSchema),
  stories: v.array(StorySchema),
  countries: v.array(CountrySchema),
  topics: v.optional(TopicListSchema, []),
});

export type TermKind = (typeof TERM_KINDS)[number];
export type Term = v.InferOutput<typeof TermSchema>;
export type Story = v.InferOutput<typeof StorySchema>;
export type Country = v.InferOutput<typeof CountrySchema>;
export type Topic = v.InferOutput<typeof TopicSchema>;
export type DigestHead = v.InferOutput<typeof DigestHeadSchema>;
export type Digest = v.InferOutput<typeof DigestSchema>;

function isPlainHttpsUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

function isCalendarDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isOrdered([first, last]: string[]): boolean {
  return first !== undefined && (last === undefined || first <= last);
}
