import * as v from 'valibot';
import { loosened } from './loosen.ts';
import {
  type Country,
  CountrySchema,
  type Digest,
  type DigestHead,
  DigestHeadSchema,
  type Story,
  StorySchema,
  type Term,
  TermSchema,
  type Topic,
  TopicSchema,
} from './schema.ts';

/** One record of a digest, the unit that is synced: what it is, and the thing itself. */
export type DigestRecord =
  | { readonly t: 'country'; readonly r: Country }
  | { readonly t: 'digest'; readonly r: DigestHead }
  | { readonly t: 'story'; readonly r: Story }
  | { readonly t: 'term'; readonly r: Term }
  | { readonly t: 'topic'; readonly r: Topic };

export type RecordType = DigestRecord['t'];

/** A record of a type that only later clients know: not kept, but counted in the state that is signed. */
export interface OtherRecord {
  readonly t: string;
  readonly r: { readonly id: string };
}

/** Type and id of a record, joined by a NUL: `term\0nis2-directive`. A country's id is its code. */
export type RecordKey = `${string}\0${string}`;

const SCHEMAS: { readonly [T in RecordType]: v.GenericSchema<unknown, DigestRecord['r']> } = {
  country: loosened(CountrySchema),
  digest: loosened(DigestHeadSchema),
  story: loosened(StorySchema),
  term: loosened(TermSchema),
  topic: loosened(TopicSchema),
};

const OtherSchema = v.looseObject({ id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,80}$/)) });

/** Whether this client knows records of the type. */
export function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(SCHEMAS, type);
}

/** Reads a record; unknown fields are kept. Gives what is wrong with it where it does not fit. */
export function parseRecord(type: string, value: unknown): DigestRecord | OtherRecord | { readonly problem: string } {
  const result = v.safeParse(isRecordType(type) ? SCHEMAS[type] : OtherSchema, value);
  if (result.success) return { t: type, r: result.output } as DigestRecord | OtherRecord;
  const [issue] = result.issues;
  return { problem: `${v.getDotPath(issue) ?? type} ${issue.message}` };
}

/** Whether a record is of a type that is kept. */
export function isKept(record: DigestRecord | OtherRecord): record is DigestRecord {
  return isRecordType(record.t);
}

export function keyOf(record: DigestRecord | OtherRecord): RecordKey {
  return recordKey(record.t, isCountry(record) ? record.r.code : record.r.id);
}

function isCountry(record: DigestRecord | OtherRecord): record is Extract<DigestRecord, { t: 'country' }> {
  return record.t === 'country';
}

export function recordKey(type: string, id: string): RecordKey {
  return `${type}\0${id}`;
}

/** All of a digest as records, in no order. */
export function recordsOf({ head, countries, topics, terms, stories }: Omit<Digest, 'format'>): DigestRecord[] {
  return [
    { t: 'digest', r: head },
    ...countries.map((r) => ({ t: 'country', r }) as const),
    ...topics.map((r) => ({ t: 'topic', r }) as const),
    ...terms.map((r) => ({ t: 'term', r }) as const),
    ...stories.map((r) => ({ t: 'story', r }) as const),
  ];
}
