import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderFetch } from '../../publisher/folder-fetch.ts';
import { NOW, type PublisherAtWork, publisherAtWork, versionOf } from '../../tests/sync/publisher-at-work.ts';
import { EXAMPLE_FEEDS } from './feeds/testing/example-feeds.ts';
import { findSource } from './find-source.ts';

/** What the host answers to a path; `throws` where it cannot be reached. */
type Answers = (path: string) => Response | 'throws';

const asked: string[] = [];

function look(address: string, answers: (url: string) => Promise<Response> | Response) {
  asked.length = 0;
  return findSource(address, {
    fetch: async (input) => {
      asked.push(new URL(String(input)).pathname);
      return answers(String(input));
    },
    now: () => NOW,
    signal: new AbortController().signal,
  });
}

function lookAt(address: string, answers: Answers) {
  return look(address, (url) => {
    const answer = answers(new URL(url).pathname);
    if (answer === 'throws') throw new TypeError('Failed to fetch');
    return answer;
  });
}

const status = (code: number) => new Response(null, { status: code });
const feed = () => new Response(EXAMPLE_FEEDS['RSS 2.0']);
const page = () => new Response('<!doctype html><title>News</title>', { headers: { 'content-type': 'text/html' } });

describe('a digest whose folder is pasted without its last slash', () => {
  let publisher: PublisherAtWork;
  beforeAll(async () => {
    publisher = await publisherAtWork();
    await publisher.publish(versionOf(2));
  });
  afterAll(() => publisher.close());

  it.each([404, 403, 410, 429, 500])('is found where the host answers the folder with %s', async (code) => {
    const files = folderFetch(publisher.site);
    const found = await look('https://digest.invalid/policy', (url) =>
      url.endsWith('/policy') ? status(code) : files(url.replace('/policy/', '/')),
    );
    expect(found).toMatchObject({ kind: 'digest', source: { url: 'https://digest.invalid/policy/' } });
  });
});

describe('a feed whose address ends in a slash', () => {
  it.each([403, 404, 429, 500, 'throws'] as const)('is found where a root is answered with %s', async (code) => {
    const found = await lookAt('https://news.invalid/feed/', (path) =>
      path === '/feed/' ? feed() : code === 'throws' ? code : status(code),
    );
    expect(found).toMatchObject({ kind: 'feed', title: 'Example News', stories: 2 });
  });
});

describe('where nothing is found', () => {
  const nowhere = async (answers: Answers) => {
    const found = await lookAt('https://news.invalid/feed/', answers);
    if (found.kind !== 'nothing') throw new Error('Something was found.');
    return found.said;
  };

  it.each([
    [
      'a page, and no more',
      (path) => (path === '/feed/' ? page() : status(404)),
      'There is neither a digest nor a feed',
    ],
    ['a page, and forbids files', (path) => (path === '/feed/' ? page() : status(403)), 'There is neither'],
    ['a page to everything', page, 'There is neither'],
    ['that it has gone for good', () => status(410), 'There is neither'],
    ['that it is forbidden', () => status(403), 'news.invalid does not hand out'],
    ['that it is asked too often', () => status(429), 'news.invalid asks to be left alone'],
    ['with an error', () => status(503), 'news.invalid answered with an error (503).'],
    [
      'with an error, but a page',
      (path) => (path === '/feed/' ? page() : status(503)),
      'news.invalid answered with an error',
    ],
    ['nothing', () => 'throws', 'news.invalid could not be reached.'],
  ] satisfies [string, Answers, string][])('and the host answers %s, it is said', async (_, answers, happened) => {
    const said = await nowhere(answers);
    expect(said.happened).toContain(happened);
    // Of what is in no list, nothing stays and nothing is tried again.
    expect(Object.values(said).join(' ')).not.toMatch(/Your digest|stories so far|by itself|after a week/i);
  });

  it('the feed that is broken is spoken of, not the digest that is not there', async () => {
    const broken = () => new Response('<?xml version="1.0"?><rss version="2.0"><channel><title>News');
    const said = await nowhere((path) => (path === '/feed/' ? broken() : status(500)));
    expect(said.happened).toBe('The feed from news.invalid cannot be read.');
    expect(said.means).not.toContain('by itself');
  });

  it('nothing more is asked once the look is ended', async () => {
    const ending = new AbortController();
    const found = await findSource('https://news.invalid/feed', {
      fetch: async () => {
        asked.push('once more');
        ending.abort();
        throw ending.signal.reason;
      },
      now: () => NOW,
      signal: ending.signal,
    });
    expect(found).toMatchObject({ said: { happened: 'The look ended before news.invalid had answered.' } });
    expect(asked.filter((path) => path === 'once more')).toHaveLength(1);
  });
});
