import { type Said, warning } from './said.ts';

/** What a reader is told who did not allow a host. */
export function hostRefused(host: string): Said {
  return warning(
    `You did not allow Newsgloss to ask ${host}.`,
    'Nothing was added, and nothing was asked.',
    'Press the button again if you want to allow it; it holds for this one host.',
  );
}

/** What a reader is told where the browser refused the question for a host, or the background gave no answer. */
export function nothingAdded(): Said {
  return warning(
    'That did not work, and nothing was added.',
    'The browser does not let Newsgloss ask there, or restarted its background part at this moment.',
    'Check that the address begins with https://, then try again.',
  );
}
