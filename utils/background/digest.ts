import browser from 'webextension-polyfill';
import { type Cards, cardsOf, type DigestState, digestState } from '../digest/card.ts';
import {
  ensureDigest,
  type InstallationEdges,
  installedDigest,
  reinstallFromBundle,
  updateFromBundle,
} from '../digest/install.ts';
import { parseDigest } from '../digest/issues.ts';
import { withheldIds } from '../digest/queries.ts';
import type { InstalledDigest } from '../digest/rows.ts';
import type { TermId } from '../digest/schema.ts';
import { lexiconKey, storedLexiconKey, storeLexicon } from '../lexicon-store.ts';
import { StoredValue } from '../local-storage.ts';
import { addNotice } from '../notices.ts';
import { DIGEST_ID } from '../sync/sources.ts';
import { syncSoon } from './alarm.ts';
import { compileInstalled } from './digest-lexicon.ts';
import { keepAwake } from './keep-awake.ts';

const BUNDLE = 'digest.json';

const EDGES: InstallationEdges = {
  readBundle: async () => {
    const response = await fetch(browser.runtime.getURL(BUNDLE));
    return parseDigest(await response.json(), BUNDLE);
  },
  now: () => new Date(),
};

/** One installation at a time, whatever asks for it. */
let underWay: Promise<unknown> = Promise.resolve();

/** Whether a digest was ever installed; one that is missing from then on was lost. */
const everInstalled = new StoredValue('everInstalled', false);

/** Makes sure that a digest and its lexicon are there: when the browser starts, and when a page or a card misses them. The reader is told of a loss. */
export function ensureInstalled(): Promise<DigestState> {
  return inTurn(async () => {
    const before = await installedDigest().catch(() => undefined);
    const installed = await ensureDigest(EDGES);
    if (before?.installed !== installed.installed) await noteInstallation(installed);
    return withLexicon(installed);
  });
}

/**
 * Compiles the labels anew where another digest is installed, or something of it was withdrawn. A damaged digest stays:
 * the next sync heals it, while the packaged one may be older.
 */
export function renewLexicon(): Promise<void> {
  return inTurn(async () => {
    const installed = await installedDigest();
    if (installed) await withLexicon(installed);
  });
}

/** Takes the packaged digest where it is newer: after an installation or update of the extension. */
export function updateInstalled(): Promise<DigestState> {
  return inTurn(async () => {
    const installed = await updateFromBundle(EDGES);
    await everInstalled.set(true);
    return withLexicon(installed);
  });
}

/** Installs the packaged digest whatever is there. */
export function reinstall(): Promise<DigestState> {
  return inTurn(async () => withLexicon(await reinstallFromBundle(EDGES), { anew: true }));
}

/** The cards of some terms; a lost database is restored first. */
export async function cards(ids: readonly TermId[]): Promise<Cards> {
  const found = await cardsOf(ids).catch(() => undefined);
  if (found && found.cards.length > 0) return found;
  await ensureInstalled();
  const restored = await cardsOf(ids);
  if (!restored)
    throw new Error('The digest could not be restored. Reload the page; if it happens again, reinstall Newsgloss.');
  return restored;
}

async function noteInstallation({ head: { version } }: InstalledDigest): Promise<void> {
  if (!(await everInstalled.get())) return everInstalled.set(true);
  await addNotice({ kind: 'database-restored', version });
  // The packaged one may be older than what was lost.
  await syncSoon(DIGEST_ID);
}

async function withLexicon(installed: InstalledDigest, { anew = false } = {}): Promise<DigestState> {
  const key = lexiconKey({ ...installed, withheld: await withheldIds() });
  if (anew || (await storedLexiconKey()) !== key) {
    await storeLexicon(key, await compileInstalled(installed));
  }
  return digestState(installed);
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const awake = () => keepAwake(work);
  const turn = underWay.then(awake, awake);
  underWay = turn.catch(() => undefined);
  return turn;
}
