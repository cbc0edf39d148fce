import { sha256 } from '../../digest/hash.ts';
import type { Trust } from '../../digest/rows.ts';
import { orStop } from './hosts.ts';
import { headKeysDiffer, isOfOnePublisher, readRoot, type VerifiedRoot } from './root.ts';

/** So many publishers are remembered beside the present one: more than anybody tries out. */
const MOST_EARLIER = 15;

/** Where a digest is published, and what its signatures are held against. */
export interface DigestSource {
  /** The folder, ending in a slash. */
  readonly url: string;
  /** JSON text of the root that came with the extension, or that the reader confirmed. */
  readonly root: string;
}

/** What has been verified about publishers. */
export interface KnownTrust {
  /** About the one that was looked at last. */
  readonly trust: Trust | undefined;
  /** About those that were looked at before it, the last first: an old head of theirs is none to begin with when the reader comes back. */
  readonly earlier: readonly Trust[];
}

interface Beginning extends KnownTrust {
  readonly trust: Trust;
  readonly root: VerifiedRoot;
}

/**
 * What a look begins with: the newest root verified before, or the one that came with the source where that is newer, or
 * where it is of a publisher of whom nothing is known.
 */
export async function beginning({ url, root: text }: DigestSource, known: KnownTrust, now: Date): Promise<Beginning> {
  const shipped = orStop(await readRoot(text), url);
  const anchor = await sha256(text);
  const all = known.trust ? [known.trust, ...known.earlier] : known.earlier;
  for (const stored of all) {
    const kept = await keptRoot(stored, anchor, shipped);
    if (!kept) continue;
    const earlier = others(all, stored);
    const trust = { ...stored, anchor };
    if (kept.root.version >= shipped.root.version) return { trust, earlier, root: kept };
    return { trust: withRoot(trust, kept, shipped), earlier, root: shipped };
  }
  const { digestId } = shipped.root;
  const trust: Trust = { key: 'trust', digestId, anchor, root: text, head: undefined, rowsChecked: now.toISOString() };
  return { trust, earlier: others(all), root: shipped };
}

/** The root that was kept of a publisher, where the source is of the same. */
async function keptRoot(stored: Trust, anchor: string, shipped: VerifiedRoot): Promise<VerifiedRoot | undefined> {
  if (stored.digestId !== shipped.root.digestId) return undefined;
  const kept = await readRoot(stored.root);
  if (typeof kept === 'string') return undefined;
  return stored.anchor === anchor || (await isOfOnePublisher(shipped, kept)) ? kept : undefined;
}

function others(all: readonly Trust[], present?: Trust): Trust[] {
  return all.filter((trust) => trust !== present).slice(0, MOST_EARLIER);
}

/**
 * Trust under another root. When the keys for heads changed, the heads before bind no more: else one forged head with
 * a huge version, signed by a stolen key, would shut readers out for ever (TUF specification, 5.3.11).
 */
export function withRoot(trust: Trust, before: VerifiedRoot, { text, root }: VerifiedRoot): Trust {
  return { ...trust, root: text, head: headKeysDiffer(before.root, root) ? undefined : trust.head };
}
