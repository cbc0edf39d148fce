import * as v from 'valibot';
import { isAskable } from '../../digest/askable.ts';

/**
 * The files of a published digest, as docs/format.md specifies them. Fields that are not known here are passed over,
 * so that later publishers may add some.
 */

export const SPEC = 'newsgloss-sync-1';

/** Sizes beyond which a file is refused unread, in bytes. */
export const LIMITS = {
  head: 16 * 1024,
  root: 16 * 1024,
  /** Of a blob, compressed and inflated. */
  blob: 64 * 1024 * 1024,
  inflated: 384 * 1024 * 1024,
} as const;

/** How many new roots are followed in one sync. */
export const MAX_ROOT_HOPS = 32;

/** A head names deltas from so many versions before its own. */
export const MAX_DELTAS = 14;

export type Role = 'root' | 'head';

export const HEAD_FILE = 'head.json';
export const rootFile = (version: number) => `${version}.root.json`;
export const blobFile = (hash: string) => `b/${hash}.bin`;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 of 64 hexadecimal digits'));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/, 'must be a moment in UTC such as 2026-11-24T12:00:00Z'),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a moment of the calendar'),
);
const digestId = v.pipe(v.string(), v.maxLength(80), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/));
const line = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, 'must not be empty'),
    v.maxLength(max, `must be at most ${max} characters`),
    v.regex(/^[^\p{Cc}<>]*$/u, 'must be one line of plain text without "<" and ">"'),
  );
const clientVersion = v.pipe(
  v.string(),
  v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'must be three numbers joined by dots'),
);

const SignatureSchema = v.object({ keyid: v.string(), sig: v.string() });

/** A signed text: the exact text that was signed, and who signed it. */
export const EnvelopeSchema = v.object({
  payload: v.string(),
  signatures: v.pipe(v.array(SignatureSchema), v.maxLength(32)),
});

/** A public key and its id, the SHA-256 of its 32 bytes. */
const KeySchema = v.object({
  keyid: hash,
  algorithm: v.string(),
  /** Base64url of the key as its algorithm writes it; 32 bytes for Ed25519 (RFC 8032). */
  key: v.pipe(v.string(), v.maxLength(4096)),
});

const RoleSchema = v.object({
  keys: v.pipe(v.array(KeySchema), v.minLength(1), v.maxLength(16)),
  /** So many of the keys must have signed. */
  threshold: positive,
});

export const RootSchema = v.object({
  spec: v.literal(SPEC),
  type: v.literal('root'),
  digestId,
  title: line(80),
  publisher: line(80),
  /** One more than that of the root before. */
  version: positive,
  expires: moment,
  roles: v.object({ root: RoleSchema, head: RoleSchema }),
  /** Other folders with the same files, each address ending in a slash. */
  mirrors: v.pipe(v.array(v.pipe(v.string(), v.check(isFolderAddress))), v.maxLength(8)),
});

const BlobSchema = v.object({
  /** SHA-256 of the compressed bytes; the file's name. */
  h: hash,
  /** Compressed size in bytes. */
  b: v.pipe(positive, v.maxValue(LIMITS.blob)),
  /** Inflated size in bytes. */
  u: v.pipe(positive, v.maxValue(LIMITS.inflated)),
});

export const HeadSchema = v.object({
  spec: v.literal(SPEC),
  type: v.literal('head'),
  digestId,
  /** The digest's, rising with every change of its records. */
  version: positive,
  /** Rises with every signature, whether or not the version does. */
  seq: positive,
  created: moment,
  expires: moment,
  minClient: clientVersion,
  state: v.object({ hash, count }),
  full: BlobSchema,
  deltas: v.pipe(v.array(v.object({ from: positive, ...BlobSchema.entries })), v.maxLength(MAX_DELTAS)),
  /** Records to be shown no more, such as `story/an-id`. */
  withdrawn: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(90), v.regex(/^[a-z]+\/[A-Za-z0-9-]+$/))),
    v.maxLength(1000),
  ),
  notice: v.optional(line(280)),
  /** How long to wait between two looks at the head. */
  pollSeconds: v.optional(positive),
});

/** First line of an inflated blob. */
export const BlobHeaderSchema = v.object({
  spec: v.literal(SPEC),
  type: v.picklist(['snapshot', 'delta']),
  digestId,
  version: positive,
  /** The version a delta begins with. */
  from: v.optional(positive),
});

const recordType = v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/));

/** Every other line: a record to put, or the id of one to delete. */
export const OperationSchema = v.variant('op', [
  v.object({ op: v.literal('put'), t: recordType, r: v.record(v.string(), v.unknown()) }),
  v.object({ op: v.literal('del'), t: recordType, id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,80}$/)) }),
]);

export type Envelope = v.InferOutput<typeof EnvelopeSchema>;
export type PublicKey = v.InferOutput<typeof KeySchema>;
export type RoleKeys = v.InferOutput<typeof RoleSchema>;
export type Root = v.InferOutput<typeof RootSchema>;
export type Head = v.InferOutput<typeof HeadSchema>;
export type Blob = v.InferOutput<typeof BlobSchema>;

/** Whether a text names a version of a client. */
export function isClientVersion(text: string): boolean {
  return v.is(clientVersion, text);
}

/** Whether an address is that of a folder that may be synced from. */
export function isFolderAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const { username, password, search, hash, pathname } = url;
  return isAskable(url) && pathname.endsWith('/') && [username, password, search, hash].every((part) => part === '');
}
