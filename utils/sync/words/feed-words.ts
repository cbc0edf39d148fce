import { counted, sizeInWords } from '../../amounts.ts';
import type { FeedCheck, FeedFailure } from '../outcomes.ts';
import { AGAIN, good, hostOf, LOST, type Named, OPEN_PAGE_HEADING, plain, type Said, warning } from './said.ts';

const KEPT = 'Its stories so far stay.';

/** What came of checking a feed, in words. */
export function feedInWords(check: FeedCheck, named: Named): Said {
  switch (check.state) {
    case 'updated':
      return good(
        `${news(check)} from ${named.title}.`,
        `${nothingKept(check)}${sizeInWords(check.bytes)} were downloaded.${moved(check.movedTo)}`,
      );
    case 'unchanged':
      return good(`Nothing new from ${named.title}.`, `The feed is as it was.${moved(check.movedTo)}`);
    case 'stopped':
      return STOPPED[check.why](named);
    case 'failed':
      return FAILURES[check.failure.reason](check.failure);
  }
}

function news({ added, changed }: FeedCheck & { state: 'updated' }): string {
  const amended = changed === 0 ? '' : `${counted(changed, 'amended story', 'amended stories')}`;
  const fresh = added === 0 ? '' : counted(added, 'new story', 'new stories');
  return [fresh, amended].filter(Boolean).join(' and ') || 'No stories to keep';
}

function nothingKept({ added, changed }: FeedCheck & { state: 'updated' }): string {
  return added + changed > 0 ? '' : 'It holds none, or only such as are older than you keep. ';
}

function moved(to: string | undefined): string {
  return to === undefined ? '' : ` The feed has moved for good; its new address, ${to}, is used from now on.`;
}

const STOPPED: Record<(FeedCheck & { state: 'stopped' })['why'], (named: Named) => Said> = {
  gone: ({ title }) =>
    warning(
      `${title} is gone for good.`,
      `Its host says so, and Newsgloss no longer asks. ${KEPT}`,
      'Remove the feed, or add its new address if there is one.',
    ),
  expired: ({ title }) =>
    warning(
      `${title} has ended.`,
      `The feed itself says that nothing more will come, and Newsgloss no longer asks. ${KEPT}`,
      'Remove the feed if you no longer want its stories.',
    ),
  'missing-for-a-week': ({ title }) =>
    warning(
      `${title} has been missing for a week.`,
      `There was no feed at its address, so Newsgloss no longer asks. ${KEPT}`,
      'Look for its new address on the site, and add that; or sync it by hand to try once more.',
    ),
};

const FAILURES: Record<FeedFailure['reason'], (failure: FeedFailure) => Said> = {
  unreachable: ({ url }) =>
    warning(`${hostOf(url)} could not be reached.`, `${KEPT} The host is down, or something between you and it.`, LOST),
  'not-found': ({ url }) =>
    warning(
      `There is no feed at ${url}.`,
      `${KEPT} After a week without it Newsgloss stops asking.`,
      'Check the address; the site may name a new one.',
    ),
  gone: ({ url }) =>
    warning(
      `The feed at ${url} is gone for good.`,
      `${KEPT} Its host says that it will not come back.`,
      'Remove it, or add its new address if there is one.',
    ),
  forbidden: ({ url }) =>
    warning(
      `${hostOf(url)} does not hand out this feed.`,
      `${KEPT} It wants a sign-in, or turns programs away. Newsgloss never sends names or passwords.`,
      'See whether the site offers a public feed.',
    ),
  'server-error': ({ url, status }) =>
    plain(
      `${hostOf(url)} answered with an error${status === undefined ? '' : ` (${status})`}.`,
      `${KEPT} The host has a problem of its own.`,
      AGAIN,
    ),
  'rate-limited': ({ url }) =>
    plain(
      `${hostOf(url)} asks to be left alone for a while.`,
      `${KEPT} Newsgloss waits as long as the host wants.`,
      AGAIN,
    ),
  'not-a-feed': ({ url }) =>
    warning(
      `What lies at ${url} is no feed.`,
      'Newsgloss reads RSS, Atom and JSON Feed.',
      `Check the address: often it is a page that links to its feed. Open that page and look under “${OPEN_PAGE_HEADING}”.`,
    ),
  'captive-portal': ({ url }) =>
    warning(
      `A page stood in the way of ${hostOf(url)}.`,
      `${KEPT} This network probably wants you to sign in first, as in hotels and trains.`,
      'Open any page, sign in to the network, then sync again.',
    ),
  hostile: ({ url, detail }) =>
    warning(
      `The feed from ${hostOf(url)} was refused.`,
      `${KEPT} ${detail} Nothing of it was used.`,
      'Remove it unless you trust the site; then tell the site.',
    ),
  'too-large': ({ url }) =>
    warning(
      `The feed from ${hostOf(url)} is too large.`,
      `${KEPT} The download was stopped.`,
      'See whether the site offers a shorter feed.',
    ),
  broken: ({ url, detail }) =>
    warning(
      `The feed from ${hostOf(url)} cannot be read.`,
      `${KEPT} ${detail}`,
      'Nothing, for a day or two: faults like this are usually noticed and mended by the site.',
    ),
  'storage-full': () =>
    warning(
      'There is no room left on this device.',
      'The new stories could not be stored.',
      'Make room on the disk, or keep feed stories for a shorter time (“Sources and settings”).',
    ),
  aborted: () => plain('The sync was stopped.', KEPT, 'Sync again when you like.'),
};
