import { type Said, warning } from './said.ts';

/** What a reader is told who did not allow a host. */
export function hostRefused(host: string): Said {
  return warning(
    `You did not allow Newsgloss to ask ${host}.`,
    'Nothing was added, and nothing was asked.',
    'Press the button again if you want to allow it; it holds for this one host.',
  );
}
