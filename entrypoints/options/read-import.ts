import { ask } from '../../utils/messages.ts';
import { type Backup, readBackup, restoreSettings } from '../../utils/settings-backup.ts';
import { decodeFeed } from '../../utils/sync/feeds/decode.ts';
import { readOpml } from '../../utils/sync/feeds/opml.ts';
import { type Found, keyFingerprintsOf } from '../../utils/sync/find-source.ts';
import { DIGEST_ID, type DigestSource, type NewFeed, type Sources } from '../../utils/sync/sources.ts';
import { good, type Said, warning } from '../../utils/sync/words/said.ts';

/** The sources in a file that was read, waiting for the reader's consent. */
export interface Chosen {
  readonly feeds: readonly NewFeed[];
  readonly digest: Extract<Found, { kind: 'digest' }> | undefined;
  readonly note: string;
}

interface Read {
  readonly said: Said | undefined;
  readonly chosen: Chosen | undefined;
}

/** Reads a file of settings, which are taken over at once, or a list of feeds. */
export async function readImport(file: Blob, present: Sources): Promise<Read> {
  const text = await textOf(file).catch(() => undefined);
  if (text === undefined) return { said: UNREADABLE, chosen: undefined };
  return /^\s*\{/.test(text) ? readSettings(text, present) : readFeeds(text);
}

/** Lists of other readers are not all in UTF-8: like a feed, they say themselves in what they are written. */
async function textOf(file: Blob): Promise<string> {
  return decodeFeed(new Uint8Array(await file.arrayBuffer()));
}

const UNREADABLE = warning(
  'The file could not be read.',
  'The browser could not open it, or it is written in a way that browsers do not know. Nothing was changed.',
  'Choose it again, or save it anew as UTF-8.',
);

async function readSettings(text: string, present: Sources): Promise<Read> {
  const read = readBackup(text);
  if ('problem' in read) return refused(read.problem);
  const { feeds, digest: wanted } = read.backup;
  const digest = wanted?.state === 'chosen' ? await digestOf(wanted.source) : undefined;
  if (digest?.keyFingerprints.length === 0) return refused('The keys of its digest cannot be read.');
  await restoreSettings(read.backup);
  await restoreDigest(wanted, present.digest);
  const rest = feeds.length > 0 || digest ? 'Its sources wait below for your consent.' : 'The file names no sources.';
  return { said: good('The settings were taken over.', rest), chosen: { feeds, digest, note: '' } };
}

/** What the file says of the source that came with the extension: not checked for now, or not at all. One that was chosen here stays. */
async function restoreDigest(wanted: Backup['digest'], present: Sources['digest']): Promise<void> {
  if (present.state !== 'default') return;
  if (wanted?.state === 'none') await ask('source.remove', { id: DIGEST_ID });
  if (wanted?.state === 'default' && wanted.paused !== present.paused)
    await ask('source.pause', { id: DIGEST_ID, paused: wanted.paused });
}

function refused(problem: string): Read {
  const said = warning(
    'The file was not imported.',
    `${problem} Nothing was changed.`,
    'Choose a file that Newsgloss exported.',
  );
  return { said, chosen: undefined };
}

async function digestOf(source: DigestSource): Promise<Chosen['digest']> {
  return { kind: 'digest', source, keyFingerprints: await keyFingerprintsOf(source.root) };
}

function readFeeds(text: string): Read {
  const { feeds, problems } = readOpml(text);
  const note = problems.join(' ');
  if (feeds.length > 0)
    return {
      said: undefined,
      chosen: { feeds: feeds.map((feed) => ({ ...feed, paused: false })), digest: undefined, note },
    };
  const said = warning('The file was not imported.', note, 'Choose a settings file of Newsgloss, or an OPML file.');
  return { said, chosen: undefined };
}
