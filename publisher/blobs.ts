import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Ledger, ledgerOf } from '../utils/digest/ledger.ts';
import { type DigestRecord, keyOf, type RecordKey, recordsOf } from '../utils/digest/records.ts';
import type { Digest } from '../utils/digest/schema.ts';
import { type Blob, LIMITS, SPEC } from '../utils/sync/digest/format.ts';

/** Everything that is signed for: the records of one version and their hashes. */
export interface VersionState {
  readonly digestId: string;
  readonly version: number;
  readonly records: ReadonlyMap<RecordKey, DigestRecord>;
  readonly ledger: Ledger;
}

/** The digest as what is signed for. */
export async function stateOf(digest: Digest): Promise<VersionState> {
  const records = recordsOf(digest);
  return {
    digestId: digest.head.id,
    version: digest.head.version,
    records: keyed(records),
    ledger: await ledgerOf(records),
  };
}

/** A blob as it is published. */
export interface BuiltBlob extends Blob {
  readonly bytes: Uint8Array;
}

/** The whole of a version. */
export function snapshotOf({ digestId, version, records }: VersionState): BuiltBlob {
  const header = { spec: SPEC, type: 'snapshot', digestId, version };
  return packed([header, ...sortedKeys(records.keys()).map((key) => putOf(records, key))]);
}

/** What makes one version of another. */
export function deltaBetween(before: VersionState, { digestId, version, records, ledger }: VersionState): BuiltBlob {
  const header = { spec: SPEC, type: 'delta', digestId, version, from: before.version };
  const changed = [...ledger.keys()].filter((key) => ledger.get(key) !== before.ledger.get(key));
  const deleted = [...before.ledger.keys()].filter((key) => !ledger.has(key));
  const operations = sortedKeys([...changed, ...deleted]).map((key) =>
    records.has(key) ? putOf(records, key) : deleteOf(key),
  );
  return packed([header, ...operations]);
}

function putOf(records: VersionState['records'], key: RecordKey): object {
  const record = records.get(key);
  if (!record) throw new Error(`There is no record "${key}" to put.`);
  return { op: 'put', t: record.t, r: record.r };
}

function deleteOf(key: RecordKey): object {
  const [t, id] = key.split('\0');
  return { op: 'del', t, id };
}

/** By UTF-16 units, so that the same records always give the same bytes. */
function sortedKeys(keys: Iterable<RecordKey>): RecordKey[] {
  return [...keys].sort();
}

function packed(lines: readonly object[]): BuiltBlob {
  const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const bytes = new Uint8Array(gzipSync(text, { level: 9 }));
  // The byte that names the operating system (RFC 1952, 2.3.1): unknown, so that every machine writes the same.
  bytes[9] = 255;
  if (bytes.length > LIMITS.blob || text.length > LIMITS.inflated)
    throw new Error(
      `A file of ${bytes.length} bytes (${text.length} inflated) is more than readers accept: ${LIMITS.blob} (${LIMITS.inflated}). Publish fewer records.`,
    );
  return { h: createHash('sha256').update(bytes).digest('hex'), b: bytes.length, u: text.length, bytes };
}

export function keyed(records: readonly DigestRecord[]): Map<RecordKey, DigestRecord> {
  return new Map(records.map((record) => [keyOf(record), record]));
}
