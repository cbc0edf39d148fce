import canonicalize from 'canonicalize';
import { sha256 } from './hash.ts';
import { type DigestRecord, keyOf, type OtherRecord, type RecordKey } from './records.ts';

/**
 * What a digest holds, as hashes: record key to record hash. Kept beside the rows as one text, whose SHA-256 is the
 * state hash that the publisher signs; so a delta can be checked without reading a row.
 */
export type Ledger = ReadonlyMap<RecordKey, string>;

/** So many hashes are asked for at once: enough to keep the browser's threads busy, few enough to hold. */
const AT_ONCE = 512;

/** SHA-256 of the record in canonical JSON (RFC 8785), hexadecimal. */
function recordHash(record: object): Promise<string> {
  return sha256(canonicalize(record) ?? '');
}

/** The hashes of records, by key. A key that is there twice keeps its last record. */
export async function ledgerOf(records: readonly (DigestRecord | OtherRecord)[]): Promise<Map<RecordKey, string>> {
  const ledger = new Map<RecordKey, string>();
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const some = records.slice(from, from + AT_ONCE);
    const hashes = await Promise.all(some.map(({ r }) => recordHash(r)));
    some.forEach((record, index) => {
      ledger.set(keyOf(record), hashes[index] ?? '');
    });
  }
  return ledger;
}

/** The ledger as text: a line `type NUL id NUL hash LF` for each record, sorted by UTF-16 units. */
export function ledgerText(ledger: Ledger): string {
  const lines = Array.from(ledger, ([key, hash]) => `${key}\0${hash}\n`);
  return lines.sort().join('');
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

/** The hash a publisher signs: SHA-256 of the ledger's text. */
export function stateHash(text: string): Promise<string> {
  return sha256(text);
}
