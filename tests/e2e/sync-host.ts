import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeys } from '../../publisher/keys.ts';
import { publish } from '../../publisher/publish.ts';
import { readSources } from '../../publisher/read-sources.ts';
import type { Digest } from '../../utils/digest/schema.ts';

const SOURCES = join(import.meta.dirname, '../../digest');
const CORS = { 'access-control-allow-origin': '*' };

/** A publisher with a web host on loopback: digests that are really signed, and whatever else a test wants served. */
export class SyncHost {
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: string[] = [];
  /** Files beside the digest: path to content and media type. */
  readonly files = new Map<string, readonly [type: string, content: string]>();
  readonly #folder: string;
  readonly #server: Server;
  #held: { readonly path: RegExp; readonly arrived: () => void; readonly released: Promise<void> } | undefined;

  private constructor(folder: string, server: Server, origin: string) {
    this.#folder = folder;
    this.#server = server;
    this.origin = origin;
  }

  /** Starts a host with new keys; nothing is published yet. */
  static async start(): Promise<SyncHost> {
    const folder = mkdtempSync(join(tmpdir(), 'newsgloss-host-'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const host = new SyncHost(folder, server, `http://127.0.0.1:${port}`);
    server.on('request', ({ url = '/' }, response) => void host.#answer(url, response));
    await makeKeys({
      folder: join(folder, 'keys'),
      digest: packaged().head,
      rootKeys: 1,
      threshold: 1,
      mirrors: [],
      passphrase: undefined,
      now: new Date(),
      days: 30,
    });
    return host;
  }

  /** Address of the digest. */
  get digest(): string {
    return `${this.origin}/digest/`;
  }

  /**
   * Publishes what comes so many versions after the packaged digest: the same with so many stories more.
   * @param withdrawn ids such as `term/icann`; the same version may be signed again with others
   */
  async publishLater(by: number, moreStories: number, withdrawn: readonly string[] = []): Promise<void> {
    await publish({
      digest: laterDigest(by, moreStories),
      withdrawn,
      keys: join(this.#folder, 'keys'),
      passphrase: undefined,
      site: join(this.#folder, 'digest'),
      now: new Date(),
      days: 14,
      minClient: '0.1.0',
    });
  }

  /** Changes a file that is served. Returns how to put it back. */
  tamper(file: string, change: (text: string) => string): () => void {
    const path = join(this.#folder, 'digest', file);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, change(before));
    return () => writeFileSync(path, before);
  }

  /** Answers the next request for such a path only half, until it is let go. */
  hold(path: RegExp): { readonly arrived: Promise<void>; release(): void } {
    let release: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const there = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    this.#held = { path, arrived, released };
    return { arrived: there, release };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    this.requests.push(url);
    const found = this.files.get(url) ?? this.#fromDisk(url);
    if (!found) {
      response.writeHead(404, CORS).end();
      return;
    }
    const [type, content] = found;
    const bytes = Buffer.from(content);
    response.writeHead(200, { ...CORS, 'content-type': type, 'content-length': bytes.length });
    const held = this.#held?.path.test(url) ? this.#held : undefined;
    if (held) {
      this.#held = undefined;
      response.write(bytes.subarray(0, bytes.length / 2));
      held.arrived();
      await held.released;
    }
    response.end(held ? bytes.subarray(bytes.length / 2) : bytes);
  }

  #fromDisk(url: string): readonly [type: string, content: Buffer] | undefined {
    const path = join(this.#folder, url);
    if (!existsSync(path) || !statSync(path).isFile()) return undefined;
    return [url.endsWith('.json') ? 'application/json' : 'application/octet-stream', readFileSync(path)];
  }
}

/** The digest that is packaged into the extension. */
export function packaged(): Digest {
  return readSources(SOURCES);
}

function laterDigest(by: number, moreStories: number): Digest {
  const digest = packaged();
  const [model] = digest.stories;
  if (!model) throw new Error('The packaged digest has no story to model others on.');
  const more = Array.from({ length: moreStories }, (_, index) => ({
    ...model,
    id: `later-story-${index + 1}` as typeof model.id,
    title: `A later story, number ${index + 1}`,
  }));
  return {
    ...digest,
    head: { ...digest.head, version: digest.head.version + by },
    stories: [...digest.stories, ...more],
  };
}

/** A feed of two stories in RSS 2.0. */
export function exampleFeed(title: string): readonly [type: string, content: string] {
  const items = ['DNSSEC is signed anew', 'ICANN meets again'].map(
    (story, index) =>
      `<item><title>${story}</title><link>https://news.example/${index}</link><guid>https://news.example/${index}</guid>` +
      `<pubDate>Tue, 24 Nov 2026 0${index}:00:00 GMT</pubDate><description>What happened with it.</description></item>`,
  );
  return [
    'application/rss+xml',
    `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://news.example/</link>` +
      `<description>News</description>${items.join('')}</channel></rss>`,
  ];
}
