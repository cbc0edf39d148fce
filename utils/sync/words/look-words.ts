import type { DigestFailure, FeedFailure } from '../outcomes.ts';
import { hostOf, OPEN_PAGE_HEADING, plain, type Said, warning } from './said.ts';

type Failure = DigestFailure | FeedFailure;
type Words = (host: string, failure: Failure) => Said;

/**
 * Why a look for a source found none, in words of its own: it is in no list yet, so nothing of it stays, and nothing is
 * asked again. Of several failures the most telling one counts.
 */
export function lookInWords(url: string, failures: readonly Failure[]): Said {
  for (const [reason, words] of Object.entries(WORDS)) {
    const failure = failures.find((each) => each.reason === reason);
    if (failure) return words(hostOf(url), failure);
  }
  return neither(hostOf(url));
}

const NOTHING = 'Nothing was added.';

const neither = (host: string) =>
  warning(
    `There is neither a digest nor a feed at ${host}.`,
    'Newsgloss reads signed digests, and feeds in RSS, Atom or JSON Feed.',
    `Check the address. Often it is a page that links to its feed: open that page, then look under “${OPEN_PAGE_HEADING}”.`,
  );

const unread: Words = (host, { detail }) =>
  warning(`What lies at ${host} could not be read.`, `${NOTHING} The reason: ${detail}`, 'Look again later.');

const inconsistent: Words = (host) =>
  warning(
    `The files of the digest at ${host} do not belong together.`,
    `${NOTHING} They are of several digests, or of several versions.`,
    'Only its publisher can mend this; tell them if it lasts longer than a day.',
  );

/** The more telling first: that something is there but is refused, then what is wrong with the host, then that nothing is there. */
const WORDS: Record<Failure['reason'], Words> = {
  aborted: (host) => plain(`The look ended before ${host} had answered.`, NOTHING, 'Look again later.'),
  'bad-signature': (host) =>
    warning(
      `The signature of the digest at ${host} was refused.`,
      `${NOTHING} It is not signed with the keys that it names: someone may have changed it, or the keys were mixed up.`,
      'Only its publisher can mend this; tell them if it lasts longer than a day.',
    ),
  expired: (host) =>
    warning(
      `The newest signature of the digest at ${host} has run out.`,
      `${NOTHING} Its publisher has not signed it anew in time, so nobody can tell whether something newer is being held back.`,
      'Only its publisher can mend this. If your computer’s clock is wrong, set it right.',
    ),
  'wrong-digest': inconsistent,
  'rolled-back': inconsistent,
  hostile: (host, { detail }) =>
    warning(`The feed from ${host} was refused.`, `${NOTHING} ${detail}`, 'If you trust the site, tell it.'),
  broken: (host, { detail }) =>
    warning(
      `The feed from ${host} cannot be read.`,
      `${NOTHING} ${detail}`,
      'Look again in a day or two: faults like this are usually noticed and mended by the site.',
    ),
  'too-large': (host) =>
    warning(
      `What lies at ${host} is too large.`,
      `${NOTHING} The download was stopped.`,
      'See whether the site offers a shorter feed.',
    ),
  corrupt: unread,
  database: unread,
  'storage-full': unread,
  'captive-portal': (host) =>
    warning(
      `A page stood in the way of ${host}.`,
      `${NOTHING} This network probably wants you to sign in first, as in hotels and trains; or the address leads to another host.`,
      'Open the address in a tab, sign in if the network asks for it, then look again; or look at the address that you come to.',
    ),
  'rate-limited': (host) =>
    plain(`${host} asks to be left alone for a while.`, NOTHING, 'Look again later, in an hour for instance.'),
  forbidden: (host) =>
    warning(
      `${host} does not hand out what lies there.`,
      `${NOTHING} It wants a sign-in, or turns programs away. Newsgloss never sends names or passwords.`,
      'See whether the site offers a public feed.',
    ),
  'server-error': (host, { status }) =>
    plain(
      `${host} answered with an error${status === undefined ? '' : ` (${status})`}.`,
      `${NOTHING} The host has a problem of its own.`,
      'Look again later.',
    ),
  unreachable: (host) =>
    warning(
      `${host} could not be reached.`,
      `${NOTHING} The host is down, or something between you and it.`,
      'Check the address and your connection, then look again.',
    ),
  gone: neither,
  'not-found': neither,
  'not-a-digest': neither,
  'not-a-feed': neither,
};
