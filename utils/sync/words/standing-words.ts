import { momentInWords, pastInWords } from '../../amounts.ts';
import type { Standing } from '../standing.ts';
import type { Said } from './said.ts';

/** How a source stands, in a few words for a line beside its name, with the tone to show them in. */
export function standingInWords(standing: Standing, now: number): Pick<Said, 'tone'> & { readonly words: string } {
  switch (standing.state) {
    case 'packaged':
      return { tone: 'plain', words: 'came with the extension; no source for newer versions is set' };
    case 'paused':
      return { tone: 'plain', words: 'paused' };
    case 'waiting':
      return { tone: 'plain', words: 'not checked yet' };
    case 'fresh':
      return { tone: 'good', words: `checked ${pastInWords(standing.since, now)}` };
    case 'stale':
      return { tone: 'warning', words: `may be out of date: last checked ${pastInWords(standing.since, now)}` };
    case 'unreachable':
      return {
        tone: 'warning',
        words:
          standing.since === undefined
            ? 'never reached so far'
            : `cannot be reached; last reached ${pastInWords(standing.since, now)}`,
      };
    case 'expired':
      return { tone: 'warning', words: 'its signature has run out' };
    case 'refused':
      return {
        tone: 'warning',
        words: standing.reason === 'bad-signature' ? 'signature refused; yours is kept' : 'what it offers was refused',
      };
    case 'update-extension':
      return { tone: 'warning', words: `needs Newsgloss ${standing.minClient} or later` };
    case 'storage-full':
      return { tone: 'warning', words: 'no room left on this device' };
    case 'not-stored':
      return { tone: 'warning', words: 'what it offers cannot be stored on this device' };
    case 'stopped':
      return { tone: 'warning', words: 'no longer checked' };
  }
}

/** When a source is checked next, as a sentence; one that is due waits for the browser, which may have been closed. */
export function nextCheckInWords(next: number, now: number): string {
  return next > now ? `Next check ${momentInWords(next, now)}.` : 'The next check is due.';
}
