import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ledgerText, readLedger } from './ledger.ts';
import type { RecordKey } from './records.ts';

const ledgers = fc
  .array(
    fc.tuple(
      fc.constantFrom('term', 'story', 'story-b'),
      fc.stringMatching(/^[a-z0-9-]{1,6}$/),
      fc.stringMatching(/^[0-9a-f]{4}$/),
    ),
  )
  .map((rows) => new Map(rows.map(([type, id, hash]) => [`${type}\0${id}` as RecordKey, hash])));

it('a ledger is written as its lines sorted by UTF-16 units, and read back', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const lines = Array.from(ledger, ([key, hash]) => `${key}\0${hash}\n`);
      expect(ledgerText(ledger)).toBe(lines.sort().join(''));
      expect(readLedger(ledgerText(ledger))).toEqual(ledger);
    }),
  );
});
