import { expect } from 'vitest';
import { Deadline } from '../feeds/deadline.ts';
import { parseFeed } from '../feeds/parse-feed.ts';
import type { ParsedFeed } from '../feeds/parsed-feed.ts';
import { FeedRefusal } from '../feeds/refusal.ts';

const FROM = 'https://news.example/feed.xml';
/** What a worker may be kept busy by one feed. */
const HANG_MS = 2000;

/** Milliseconds that this thread has worked: unlike the clock on the wall, they do not run while others hold the processor. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

type Outcome = { readonly feed: ParsedFeed } | { readonly refusal: FeedRefusal };

/** Reads a feed as a check does. Whatever is thrown that is no refusal fails the test. */
export function read(text: string): Outcome {
  const start = worked();
  try {
    return { feed: parseFeed(text, FROM, new Deadline(worked)) };
  } catch (error) {
    if (error instanceof FeedRefusal) return { refusal: error };
    throw error;
  } finally {
    expect(worked() - start).toBeLessThan(HANG_MS);
  }
}

/** No markup, no link but https without credentials, no invisible turns of the text; an error says what is wrong. */
export function expectHarmless(outcome: Outcome): void {
  if ('refusal' in outcome) {
    expect(outcome.refusal.message).toMatch(/^[A-Z].{20,}\.$/);
    expect(['hostile', 'broken', 'not-a-feed']).toContain(outcome.refusal.reason);
    return;
  }
  const { feed } = outcome;
  for (const { title, summary, url, published } of [
    ...feed.stories,
    { title: feed.title, summary: '', url: feed.site, published: undefined },
  ]) {
    expect(title + summary).not.toMatch(/[<>\u202a-\u202e\u2066-\u2069]/);
    expect(title.length).toBeLessThanOrEqual(160);
    expect(summary.length).toBeLessThanOrEqual(900);
    if (url !== undefined) {
      expect(url).toMatch(/^https:\/\//);
      expect(new URL(url).username + new URL(url).password).toBe('');
    }
    if (published !== undefined) expect(Number.isNaN(published.getTime())).toBe(false);
  }
}
