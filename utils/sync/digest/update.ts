import type { DigestChange } from '../../digest/apply.ts';
import { Breather } from '../../digest/breather.ts';
import { type Ledger, ledgerOf, ledgerText, stateHash } from '../../digest/ledger.ts';
import { type DigestRecord, isKept, keyOf, type RecordKey, type RecordType } from '../../digest/records.ts';
import type { InstalledDigest } from '../../digest/rows.ts';
import type { DigestHead, StoryId, TermId } from '../../digest/schema.ts';
import { BlobError, type Operations } from './blob.ts';
import type { Blob, Head } from './format.ts';

/** How an installed digest becomes the one a head speaks of. */
export type Plan =
  | { readonly do: 'nothing' }
  | { readonly do: 'full'; readonly blob: Blob }
  | { readonly do: 'delta'; readonly blob: Blob; readonly from: InstalledDigest };

/** The least that has to be fetched; a packaged digest that is newer than the published one stays. */
export function planUpdate(head: Head, installed: InstalledDigest | undefined): Plan {
  const { full, deltas } = head;
  if (installed?.head.id !== head.digestId || installed.damaged) return { do: 'full', blob: full };
  if (installed.stateHash === head.state.hash) return { do: 'nothing' };
  if (installed.origin === 'bundled' && installed.head.version > head.version) return { do: 'nothing' };
  const delta = deltas.find(({ from }) => from === installed.head.version);
  return delta && delta.b < full.b ? { do: 'delta', blob: delta, from: installed } : { do: 'full', blob: full };
}

type RecordOf<T extends RecordType> = Extract<DigestRecord, { t: T }>['r'];

/** What a delta begins with. */
export interface Base {
  readonly installed: Pick<InstalledDigest, 'head' | 'countries' | 'topics'>;
  readonly ledger: Ledger;
}

/**
 * The state that operations lead to, held against what the head says of it: the signature covers the result, not only the way there.
 * @param base undefined where everything is replaced
 * @throws BlobError where the result is another than the one that was signed
 */
export async function resultOf(
  operations: Operations,
  head: Head,
  base: Base | undefined,
  now: Date,
): Promise<DigestChange> {
  const breather = new Breather();
  const ledger = new Map(base?.ledger);
  const ledgerRevision = new Map<RecordKey, string | null>();
  for (const key of operations.deleted) {
    if (!ledger.delete(key)) throw new BlobError(`deletes ${named(key)}, which is not there`);
    ledgerRevision.set(key, null);
  }
  for (const [key, hash] of await ledgerOf([...operations.put.values()])) {
    ledger.set(key, hash);
    ledgerRevision.set(key, hash);
  }
  await breather.breathe();
  const text = ledgerText(ledger);
  await breather.breathe();
  if (ledger.size !== head.state.count || (await stateHash(text)) !== head.state.hash)
    throw new BlobError(`does not lead to the state that was signed for version ${head.version}`);
  const puts = [...operations.put.values()].filter(isKept);
  await breather.breathe();
  return {
    installation: {
      head: headOf(puts, head, base),
      countries: changed(operations, 'country', base?.installed.countries),
      topics: changed(operations, 'topic', base?.installed.topics),
      origin: 'synced',
      installed: now.toISOString(),
      terms: countOf(ledger, 'term'),
      stories: countOf(ledger, 'story'),
      stateHash: head.state.hash,
      damaged: false,
    },
    ledger: text,
    ledgerRevision,
    terms: puts.flatMap((record) => (record.t === 'term' ? [record.r] : [])),
    stories: puts.flatMap((record) => (record.t === 'story' ? [record.r] : [])),
    removedTerms: idsOf(operations.deleted, 'term') as TermId[],
    removedStories: idsOf(operations.deleted, 'story') as StoryId[],
  };
}

/** The record of the digest itself: there is one, and it says what the head says. */
function headOf(puts: readonly DigestRecord[], { digestId, version }: Head, base: Base | undefined): DigestHead {
  const heads = puts.flatMap((record) => (record.t === 'digest' ? [record.r] : []));
  const head = heads[0] ?? base?.installed.head;
  if (!head || heads.length > 1 || head.id !== digestId || head.version !== version)
    throw new BlobError(`holds no record of version ${version} of "${digestId}"`);
  return head;
}

/** What is kept whole beside the rows: those of the base that operations leave alone, and those they put. */
function changed<T extends 'country' | 'topic'>(
  { put, deleted }: Operations,
  type: T,
  base: readonly RecordOf<T>[] = [],
): RecordOf<T>[] {
  const all = new Map(base.map((r) => [keyOf({ t: type, r } as DigestRecord), r]));
  for (const key of deleted) all.delete(key);
  for (const [key, record] of put) if (isKept(record) && record.t === type) all.set(key, record.r as RecordOf<T>);
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, r]) => r);
}

function idsOf(keys: Iterable<RecordKey>, type: RecordType): string[] {
  const prefix = `${type}\0`;
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

function countOf(ledger: Ledger, type: RecordType): number {
  let count = 0;
  for (const key of ledger.keys()) if (key.startsWith(`${type}\0`)) count++;
  return count;
}

function named(key: RecordKey): string {
  return key.replace('\0', '/');
}
