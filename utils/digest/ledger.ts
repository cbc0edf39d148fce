import canonicalize from 'canonicalize';
import { Breather } from './breather.ts';
import { sha256 } from './hash.ts';
import { type DigestRecord, keyOf, type OtherRecord, type RecordKey } from './records.ts';
import type { Revision } from './revision.ts';
import { shortHash } from './short-hash.ts';

/**
 * What a digest holds, as hashes: record key to record hash. Kept beside the rows as one text, whose SHA-256 is the
 * state hash that the publisher signs; so a delta can be checked without reading a row.
 */
export type Ledger = ReadonlyMap<RecordKey, string>;

/** SHA-256 of the record in canonical JSON (RFC 8785), hexadecimal. */
function recordHash(record: object): string {
  return shortHash(canonicalize(record) ?? '');
}

/** The hashes of records, by key, others having their turn meanwhile. A key that is there twice keeps its last record. */
export async function ledgerOf(records: Iterable<DigestRecord | OtherRecord>): Promise<Map<RecordKey, string>> {
  const ledger = new Map<RecordKey, string>();
  const breather = new Breather();
  for (const record of records) {
    ledger.set(keyOf(record), recordHash(record.r));
    await breather.breathe();
  }
  return ledger;
}

/** The ledger as text: a line `type NUL id NUL hash LF` for each record, sorted by UTF-16 units. */
export function ledgerText(ledger: Ledger): string {
  // By their keys: the same order, for NUL is the least of all units, and no lines are made only to be compared.
  const keys = [...ledger.keys()].sort();
  return keys.map((key) => `${key}\0${ledger.get(key)}\n`).join('');
}

/** Reads what `ledgerText` wrote; lines of another form are left out. */
export function readLedger(text: string): Map<RecordKey, string> {
  const ledger = new Map<RecordKey, string>();
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf('\0');
    if (end > 0) ledger.set(line.slice(0, end) as RecordKey, line.slice(end + 1));
  }
  return ledger;
}

/** A ledger after a revision of it, by record key. */
export function revisedLedger(ledger: Ledger, revision: Revision): Map<RecordKey, string> {
  const revised = new Map(ledger);
  for (const [key, hash] of revision as ReadonlyMap<RecordKey, string | null>) {
    if (hash === null) revised.delete(key);
    else revised.set(key, hash);
  }
  return revised;
}

/** The hash a publisher signs: SHA-256 of the ledger's text. */
export function stateHash(text: string): Promise<string> {
  return sha256(text);
}
