import type { DigestChange, WholeDigest } from '../utils/digest/apply.ts';
import { readLedger } from '../utils/digest/ledger.ts';
import { pagesFor } from '../utils/digest/pages.ts';
import type { InstalledDigest, Trust } from '../utils/digest/rows.ts';
import { type DigestStore, isSameTrust } from '../utils/sync/digest/store.ts';

/** What a client holds after a sync. */
export interface HeldDigest {
  installed: InstalledDigest | undefined;
  trust: Trust | undefined;
  earlier: readonly Trust[];
  ledger: string;
  withdrawn: readonly string[];
}

/** A store in memory, with which the publisher runs the extension's own client over what it is about to publish. */
export function memoryStore(held: HeldDigest): DigestStore {
  const isExpected = (expected: { stateHash: string } | undefined) => expected?.stateHash === held.installed?.stateHash;
  const write = async (
    { installation, ledger }: WholeDigest | DigestChange,
    expected: { stateHash: string } | undefined,
  ) => {
    if (!isExpected(expected)) return { state: 'overtaken' } as const;
    held.installed = { ...installation, key: 'digest', shelf: 'a', pages: pagesFor(0, 0) };
    held.ledger = ledger;
    return { state: 'written', installed: held.installed } as const;
  };
  return {
    read: async () => ({ ...held }),
    trust: async ({ trust, earlier, withdrawn }, before) => {
      if (!isSameTrust(held.trust, before)) return false;
      held.trust = trust;
      held.earlier = earlier;
      held.withdrawn = withdrawn ?? held.withdrawn;
      return true;
    },
    replace: write,
    change: write,
    check: async () => ({ isWhole: true, ledger: readLedger(held.ledger) }),
    markDamaged: async () => undefined,
  };
}

export function nothingHeld(): HeldDigest {
  return { installed: undefined, trust: undefined, earlier: [], ledger: '', withdrawn: [] };
}
