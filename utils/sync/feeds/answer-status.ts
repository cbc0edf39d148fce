import { FeedRefusal } from './refusal.ts';

/** What an answer other than 200 or 304 means, in words for the reader (RFC 9110, 15). */
export function refusalForStatus(status: number, host: string): FeedRefusal {
  if (status === 404) return new FeedRefusal('not-found', `${host} says that there is nothing at this address (404).`);
  if (status === 410) return new FeedRefusal('gone', `${host} says that this feed is gone for good (410).`);
  if (status === 429) return new FeedRefusal('rate-limited', `${host} asks to be asked less often (429).`);
  if (status === 511)
    return new FeedRefusal(
      'captive-portal',
      'The network asks you to log in first. Open any page, log in, and check again.',
    );
  if (status >= 500)
    return new FeedRefusal(
      'server-error',
      `${host} has a problem of its own (${status}). Newsgloss tries again by itself.`,
    );
  if (status >= 400) return new FeedRefusal('forbidden', `${host} refuses to give this feed (${status}).`);
  return new FeedRefusal('broken', `${host} answers with a status that gives no feed (${status}).`);
}
