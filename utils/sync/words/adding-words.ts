import { counted } from '../../amounts.ts';
import { MOST_FEEDS } from '../sources.ts';
import { good, plain, type Said, warning } from './said.ts';

/** What a reader is told who did not allow a host. */
export function hostRefused(host: string): Said {
  return warning(
    `You did not allow Newsgloss to ask ${host}.`,
    'Nothing was added, and nothing was asked.',
    'Press the button again if you want to allow it; it holds for this one host.',
  );
}

/** What a reader is told who wrote no address. */
export function noAddress(): Said {
  return warning(
    'The field is empty.',
    'Newsgloss looks at the address of a digest, of a feed, or of a page that names its feed.',
    'Paste one, then press “Look”.',
  );
}

/** What a reader is told who added a source. */
export function sourceAdded(kind: 'digest' | 'feed', title: string): Said {
  return kind === 'feed'
    ? good(`“${title}” was added.`, 'It stands in your list, above, and is asked for its stories.')
    : good(`“${title}” is your digest now.`, 'Until its newest version has come, the one you had stays.');
}

/** What a reader is told where the browser refused the question for a host, or the background gave no answer. */
export function nothingAdded(): Said {
  return warning(
    'That did not work, and nothing was added.',
    'The browser does not let Newsgloss ask there, or restarted its background part at this moment.',
    'Check that the address begins with https://, then try again.',
  );
}

/** What a reader is told where a source could not be removed, or the background gave no answer. */
export function notRemoved(): Said {
  return warning(
    'That did not work.',
    'There is no room on the disk, or Newsgloss’s background part was restarted at this moment.',
    'If the source is still there, make room and remove it again.',
  );
}

/** What a reader is told who did not allow the hosts of several feeds. */
export function hostsRefused(): Said {
  return warning(
    'No feed was added.',
    'You did not allow Newsgloss to ask their hosts.',
    'Press the button again if you want to.',
  );
}

/** What came of adding several feeds; `known` were in the list already, for those that are `left` there was no room. */
export function feedsAdded({ added, known, left }: { added: number; known: number; left: number }): Said {
  const happened = added === 0 ? 'No feed was added.' : `${counted(added, 'feed was', 'feeds were')} added.`;
  const stays =
    known === 0
      ? ''
      : `${counted(known, 'feed was in your list already and stays as it is', 'feeds were in your list already and stay as they are')}.`;
  if (left > 0)
    return warning(
      happened,
      `${counted(left, 'feed was', 'feeds were')} left out, for a list holds ${MOST_FEEDS} at most. ${stays}`.trim(),
      'Remove feeds that you no longer want, then import the file again.',
    );
  return added === 0 ? plain(happened, stays) : good(happened, stays || 'They stand in your list, above.');
}
