import type { Deadline } from './deadline.ts';
import { decodeFeed } from './decode.ts';
import type { Answer } from './download.ts';
import { parseFeed } from './parse-feed.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { FeedRefusal } from './refusal.ts';

/**
 * Reads the feed in an answer of status 200.
 * @param asked the address that was asked
 * @throws FeedRefusal when there is none; as a captive portal where another host answers with a web page
 */
export function readAnswer({ bytes, headers, url }: Answer, asked: string, deadline: Deadline): ParsedFeed {
  try {
    return parseFeed(decodeFeed(bytes, headers.get('content-type')), url, deadline);
  } catch (error) {
    const isElsewhere = new URL(url).hostname !== new URL(asked).hostname;
    const isPage = headers.get('content-type')?.includes('html') ?? false;
    if (error instanceof FeedRefusal && error.reason === 'not-a-feed' && isElsewhere && isPage)
      throw new FeedRefusal(
        'captive-portal',
        `A page of ${new URL(url).hostname} answers in place of the feed. If the network asks you to log in, log in and check again.`,
      );
    throw error;
  }
}
