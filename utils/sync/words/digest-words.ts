import { counted, sizeInWords } from '../../amounts.ts';
import type { DigestFailure, SyncResult } from '../outcomes.ts';
import { AGAIN, good, hostOf, LOST, type Named, plain, type Said, warning } from './said.ts';

const KEPT = 'Your digest stays as it is.';

/** What came of checking a digest, in words. */
export function digestInWords(result: SyncResult, named: Named): Said {
  switch (result.state) {
    case 'updated':
      return good(
        `Version ${result.to} of ${named.title} is installed.`,
        `${downloaded(result)}${gone(result.withdrawn)}`,
      );
    case 'current':
      return good(
        `You have the newest version, ${result.version}.`,
        `${named.publisher} has published nothing newer of ${named.title}.`,
      );
    case 'update-extension':
      return warning(
        `${named.title} needs a newer Newsgloss.`,
        `${KEPT} New versions of it are for Newsgloss ${result.minClient} or later.`,
        'Update Newsgloss in your browser’s list of extensions, then sync again.',
      );
    case 'failed':
      return FAILURES[result.failure.reason](result.failure, named);
  }
}

function downloaded({ by, from, bytes }: SyncResult & { state: 'updated' }): string {
  const size = sizeInWords(bytes);
  return by === 'delta'
    ? `Only what changed since version ${from} was downloaded: ${size}.`
    : `All of it was downloaded: ${size}.`;
}

function gone(withdrawn: number): string {
  return withdrawn === 0
    ? ''
    : ` The publisher withdrew ${counted(withdrawn, 'entry', 'entries')}; you no longer see ${withdrawn === 1 ? 'it' : 'them'}.`;
}

const FAILURES: Record<DigestFailure['reason'], (failure: DigestFailure, named: Named) => Said> = {
  unreachable: ({ url }) =>
    warning(`${hostOf(url)} could not be reached.`, `${KEPT} The host is down, or something between you and it.`, LOST),
  'not-found': ({ url }, { publisher }) =>
    warning(
      `There is no digest at ${url}.`,
      `${KEPT} ${publisher} may have moved it.`,
      `Look for its new address on the site of ${publisher}, and add that in “Sources and settings”.`,
    ),
  'server-error': ({ url, status }) =>
    plain(
      `${hostOf(url)} answered with an error${numbered(status)}.`,
      `${KEPT} The host has a problem of its own.`,
      AGAIN,
    ),
  'not-a-digest': ({ url }, { publisher }) =>
    warning(
      `What lies at ${url} is no digest.`,
      `${KEPT} The file there is of another kind.`,
      `Check the address. If it worked before, tell ${publisher}.`,
    ),
  'captive-portal': ({ url }, { publisher }) =>
    warning(
      `A page stood in the way of ${hostOf(url)}.`,
      `${KEPT} This network may want you to sign in first, as in hotels and trains, or ${publisher} has moved the digest.`,
      `Open any page; if the network asks, sign in and sync again. Else look for the new address on the site of ${publisher}, and add that in “Sources and settings”.`,
    ),
  'bad-signature': (_, { title, publisher }) =>
    warning(
      `The signature of ${title} was refused.`,
      `${KEPT} What the host offers is not signed with the keys of ${publisher}: someone may have changed it, or the keys were mixed up. Nothing of it was used.`,
      `Only ${publisher} can mend this. If it lasts longer than a day, ask them.`,
    ),
  'wrong-digest': ({ url }, { title, publisher }) =>
    warning(
      `The host offers another digest than ${title}.`,
      `${KEPT} The files at ${hostOf(url)} belong to a digest that you did not choose.`,
      `Only ${publisher} can mend this. To read the other digest, add its address as a new source.`,
    ),
  'rolled-back': ({ url }) =>
    plain(
      `${hostOf(url)} offers an older version than you had.`,
      `${KEPT} Old copies turn up while a host is catching up; an older version never replaces a newer one.`,
      AGAIN,
    ),
  expired: (_, { title, publisher }) =>
    warning(
      `The newest signature of ${title} has run out.`,
      `${KEPT} ${publisher} has not signed it anew in time, so nobody can tell whether something newer is being held back. Look at the date on each card.`,
      `Only ${publisher} can mend this. If your computer’s clock is wrong, set it right.`,
    ),
  corrupt: ({ url }) =>
    plain(
      `What came from ${hostOf(url)} was damaged.`,
      `${KEPT} The download was not what its signature promises, so nothing of it was used.`,
      AGAIN,
    ),
  'too-large': ({ url }, { publisher }) =>
    warning(
      `The download from ${hostOf(url)} was larger than it says.`,
      `${KEPT} It was stopped, and nothing of it was used.`,
      `Only ${publisher} can mend this. If it lasts longer than a day, ask them.`,
    ),
  'storage-full': () =>
    warning(
      'There is no room left on this device.',
      `${KEPT} The new version could not be stored.`,
      'Make room on the disk, or keep feed stories for a shorter time (“Sources and settings”), then sync again.',
    ),
  aborted: () => plain('The sync was stopped.', KEPT, 'Sync again when you like.'),
  database: ({ detail }) =>
    warning(
      'The digest could not be stored.',
      `The browser’s database did not answer (${detail}). Cards go on from what is there.`,
      'Close the browser, open it and sync again. “Reinstall digest” in the popup restores the packaged one.',
    ),
};

function numbered(status: number | undefined): string {
  return status === undefined ? '' : ` (${status})`;
}
