import { feedAddress } from './addresses.ts';
import { refusalForStatus } from './answer-status.ts';
import type { FeedFailure } from './check-feed.ts';
import { Deadline } from './deadline.ts';
import { type DownloadEdges, download } from './download.ts';
import type { FeedFormat } from './parsed-feed.ts';
import { readAnswer } from './read-answer.ts';
import { FeedRefusal } from './refusal.ts';

/** What is at an address that a reader wants to add. */
export interface FeedFound {
  /** The address to keep: as written, over https. */
  readonly url: string;
  readonly title: string;
  /** How many stories it holds now. */
  readonly stories: number;
  readonly format: FeedFormat;
}

/** Looks whether there is a feed at an address, as the reader wrote it; keeps nothing. */
export async function probeFeed(written: string, edges: DownloadEdges): Promise<FeedFound | FeedFailure> {
  const address = feedAddress(written);
  if ('problem' in address) return { reason: 'not-a-feed', url: written, detail: address.problem };
  const { url } = address;
  let status: number | undefined;
  try {
    const answer = await download(url, {}, edges);
    status = answer.status;
    if (status !== 200) throw refusalForStatus(status, new URL(url).hostname);
    const { title, stories, format } = readAnswer(answer, url, new Deadline());
    return { url, title, stories: stories.length, format };
  } catch (error) {
    if (!(error instanceof FeedRefusal)) throw error;
    return { reason: error.reason, url, detail: error.message, ...(status === undefined ? {} : { status }) };
  }
}
