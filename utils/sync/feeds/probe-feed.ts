import { feedAddress } from './addresses.ts';
import { announcedFeeds } from './announced.ts';
import { refusalForStatus } from './answer-status.ts';
import { Deadline } from './deadline.ts';
import { decodeFeed } from './decode.ts';
import { type Answer, type DownloadEdges, download } from './download.ts';
import type { FeedFailure } from './feed-check.ts';
import type { FeedFormat } from './parsed-feed.ts';
import { readAnswer } from './read-answer.ts';
import { FeedRefusal } from './refusal.ts';

/** What is at an address that a reader wants to add. */
export interface FeedFound {
  /** The address to keep: as written but over https, or of the feed that the page there announces. */
  readonly url: string;
  readonly title: string;
  /** How many stories it holds now. */
  readonly stories: number;
  readonly format: FeedFormat;
}

/**
 * Looks whether there is a feed at an address, as the reader wrote it; keeps nothing. Where a web page answers that announces a
 * feed of its own host, that feed is looked at instead.
 */
export async function probeFeed(written: string, edges: DownloadEdges): Promise<FeedFound | FeedFailure> {
  const address = feedAddress(written);
  if ('problem' in address) return { reason: 'not-a-feed', url: written, detail: address.problem };
  const probed = await probe(address.url, edges);
  if (probed.announced === undefined) return probed.outcome;
  const announced = await probe(probed.announced, edges);
  return 'reason' in announced.outcome ? probed.outcome : announced.outcome;
}

interface Probed {
  readonly outcome: FeedFound | FeedFailure;
  /** A feed that is announced where there is none. */
  readonly announced?: string | undefined;
}

async function probe(url: string, edges: DownloadEdges): Promise<Probed> {
  let answer: Answer | undefined;
  try {
    answer = await download(url, {}, edges);
    if (answer.status !== 200) throw refusalForStatus(answer.status, new URL(url).hostname);
    const { title, stories, format } = readAnswer(answer, url, new Deadline());
    return { outcome: { url, title, stories: stories.length, format } };
  } catch (error) {
    if (!(error instanceof FeedRefusal)) throw error;
    const status = answer ? { status: answer.status } : {};
    const outcome = { reason: error.reason, url, detail: error.message, ...status };
    return { outcome, announced: error.reason === 'not-a-feed' && answer ? announcedBy(answer, url) : undefined };
  }
}

/** The first feed that a page announces on the host that was asked: another host needs the reader's leave first. */
function announcedBy({ bytes, headers, url }: Answer, asked: string): string | undefined {
  const { host } = new URL(asked);
  try {
    const feeds = announcedFeeds(decodeFeed(bytes, headers.get('content-type')), url);
    return feeds.find((feed) => new URL(feed.url).host === host)?.url;
  } catch (error) {
    if (error instanceof FeedRefusal) return undefined;
    throw error;
  }
}
