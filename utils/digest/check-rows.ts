import { type LedgerRows, metaRow, withDatabase } from './database.ts';
import { type Ledger, ledgerOf, ledgerText, readLedger, revisedLedger, stateHash } from './ledger.ts';
import { type DigestView, readDigest } from './read.ts';
import { type DigestRecord, isRecordType, type RecordKey, type RecordType, recordsOf } from './records.ts';
import { revisionOf } from './revision.ts';
import type { StoryId, TermId } from './schema.ts';

/** The pages of so many records are held against their hashes where not all are: some 60 records. */
const SAMPLE = 8;

/** Which rows to check, and what picks them: a number in [0, 1) each time it is called. */
export type RowCheck = { readonly rows: 'all' } | { readonly rows: 'some'; readonly random: () => number };

/** What looking at the rows came to. */
export interface RowsChecked {
  /** Whether everything looked at is as it was signed, or nothing is installed. */
  readonly isWhole: boolean;
  /** The hashes they were held against: of all that is installed. */
  readonly ledger: Ledger;
}

/** Holds what is stored against the ledger that was signed: a row that something has changed, lost or added is found. */
export async function checkRows(check: RowCheck): Promise<RowsChecked> {
  const found = await readDigest(
    async (view) => {
      const { ledger, text } = storedLedger(await view.records.ledger());
      const rows = check.rows === 'all' ? await allRows(view) : await someRows(view, [...ledger.keys()], check.random);
      return { ...rows, text, ledger, stateHash: view.installed.stateHash };
    },
    { withLedgers: true },
  );
  if (!found) return { isWhole: true, ledger: new Map() };
  const { records, isComplete, text, ledger } = found;
  const isWhole =
    isComplete &&
    (await stateHash(text)) === found.stateHash &&
    (check.rows === 'some' || records.length === keptKeys(ledger)) &&
    [...(await ledgerOf(records))].every(([key, hash]) => ledger.get(key) === hash);
  return { isWhole, ledger };
}

/** The hashes of a shelf's rows, and the text they are signed as; empty where there are none. */
function storedLedger([base, later]: LedgerRows): { ledger: Ledger; text: string } {
  const text = base?.text ?? '';
  if (!later) return { ledger: readLedger(text), text };
  const ledger = revisedLedger(readLedger(text), revisionOf(later));
  return { ledger, text: ledgerText(ledger) };
}

/** Notes that what is stored is not what was signed; the next sync fetches everything. */
export async function markDamaged(): Promise<void> {
  await withDatabase((database) =>
    database.transaction('rw', database.meta, async () => {
      const installed = await metaRow(database, 'digest');
      if (installed) await database.meta.put({ ...installed, damaged: true });
    }),
  );
}

/** Records of types that only later clients know have no row. */
function keptKeys(ledger: Ledger): number {
  return [...ledger.keys()].filter((key) => isRecordType(key.slice(0, key.indexOf('\0')))).length;
}

interface Rows {
  readonly records: readonly DigestRecord[];
  /** Whether every row that was asked for was there. */
  readonly isComplete: boolean;
}

async function allRows({ installed: { head, countries, topics }, records: view }: DigestView): Promise<Rows> {
  const [terms, stories] = await Promise.all([view.allTerms(), view.allStories()]);
  return {
    records: recordsOf({ head, countries: [...countries], topics: [...topics], terms, stories }),
    isComplete: await view.isAbout(stories),
  };
}

async function someRows({ records }: DigestView, keys: readonly RecordKey[], random: () => number): Promise<Rows> {
  const left = [...keys];
  const pick = () => left.splice(Math.floor(random() * left.length), 1);
  const picked = Array.from({ length: Math.min(SAMPLE, keys.length) }, pick).flat();
  const ids = (type: RecordType) =>
    picked.filter((key) => key.startsWith(`${type}\0`)).map((key) => key.slice(type.length + 1));
  const [termIds, storyIds] = [ids('term') as TermId[], ids('story') as StoryId[]];
  const { terms, stories } = await records.beside(termIds, storyIds);
  const found = new Set<string>([...terms, ...stories].map(({ id }) => id));
  return {
    records: [...terms.map((r) => ({ t: 'term', r }) as const), ...stories.map((r) => ({ t: 'story', r }) as const)],
    isComplete: [...termIds, ...storyIds].every((id) => found.has(id)),
  };
}
