import { mkdirSync, rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { type Launched, launch, openOwnPage, until } from '../tests/browser/launch.ts';
import { type Nginx, startNginx } from '../tests/sync/nginx.ts';
import { buildPlug } from '../tests/sync/plug/build-plug.ts';
import type { Plug } from '../tests/sync/plug/plug.ts';
import { type PublisherAtWork, publisherAtWork } from '../tests/sync/publisher-at-work.ts';
import { A_HUNDRED, type DigestSize, SyntheticDigest } from '../tests/sync/synthetic-digest.ts';
import type { Head } from '../utils/sync/digest/format.ts';
import { quantile, type Row, rounded } from './table.ts';

declare const plug: Plug;

/** A bare write of a hundred thousand rows takes minutes on a slow disk. */
const LONGEST_STEP_MS = 15 * 60_000;

/** Deltas of a hundred rows that follow one another, as at a reader who syncs every day: most of the digest then has changed since it came. */
const IN_A_ROW = 14;

/** What publishing and syncing a digest of one size costs. */
export interface SyncCosts {
  readonly publishing: Row;
  readonly browser: Row;
  readonly cards: Row;
  readonly head: Head;
  readonly headBytes: number;
}

/**
 * Publishes a made-up digest and syncs it into Chromium from nginx.
 * `days` versions are published, each import is measured `rounds` times; the medians are given.
 */
export async function benchSync(
  size: DigestSize,
  { days, rounds }: { days: number; rounds: number },
): Promise<SyncCosts> {
  const bench = await SyncBench.start(size);
  try {
    const publishing = await bench.publishing(days);
    const browser = await bench.browser(rounds);
    const cards = await bench.cards(rounds);
    return { publishing: publishing.row, browser, cards, head: publishing.head, headBytes: publishing.headBytes };
  } finally {
    await bench.close();
  }
}

class SyncBench {
  readonly #size: string;
  readonly #synthetic: SyntheticDigest;
  readonly #publisher: PublisherAtWork;
  readonly #nginx: Nginx;
  readonly #launched: Launched;
  readonly #page: Page;

  private constructor(
    size: string,
    synthetic: SyntheticDigest,
    publisher: PublisherAtWork,
    nginx: Nginx,
    launched: Launched,
    page: Page,
  ) {
    this.#size = size;
    this.#synthetic = synthetic;
    this.#publisher = publisher;
    this.#nginx = nginx;
    this.#launched = launched;
    this.#page = page;
  }

  static async start(size: DigestSize): Promise<SyncBench> {
    const build = await buildPlug('chromium');
    const publisher = await publisherAtWork('synthetic');
    const args = ['--enable-precise-memory-info'];
    const launched = await launch('chromium', { build, args, protocolTimeout: LONGEST_STEP_MS });
    const page = await openOwnPage(launched, 'plug.html');
    await until('the client is there', () => page.evaluate(() => 'plug' in globalThis));
    mkdirSync(publisher.site, { recursive: true });
    const nginx = await startNginx(publisher.site);
    const name = `${size.terms.toLocaleString('en')} terms, ${size.stories.toLocaleString('en')} stories`;
    return new SyncBench(name, new SyntheticDigest(size), publisher, nginx, launched, page);
  }

  /** A first version, and one a day. */
  async publishing(count: number) {
    const first = await timed(() => this.#publish(this.#synthetic.digest));
    const days: number[] = [];
    let published = first.result;
    for (let day = 0; day < count; day++) {
      const next = this.#synthetic.nextDay();
      const { ms, result } = await timed(() => this.#publish(next));
      days.push(ms);
      published = result;
    }
    const { head } = published;
    const size = (from: number) => head.deltas.find((delta) => delta.from === head.version - from)?.b ?? Number.NaN;
    const headText = await (await fetch(`${this.#nginx.url}head.json`)).text();
    const row = {
      digest: this.#size,
      'first publication, s': rounded(first.ms / 1000, 1),
      'a day’s publication, s': rounded(quantile(days, 0.5) / 1000, 1),
      'whole, KB gzip': rounded(head.full.b / 1000, 0),
      'one day, KB gzip': rounded(size(1) / 1000, 1),
      [`${count} days, KB gzip`]: rounded(size(count) / 1000, 1),
      'head, KB': rounded(headText.length / 1000, 1),
    };
    return { row, head, headBytes: headText.length };
  }

  /** Time and memory of a full import, of a day's delta and of one of a hundred rows, beside bare writes of as many. */
  async browser(rounds: number): Promise<Row> {
    const [full, bare, delta, hundred, bareHundred, heap]: number[][] = [[], [], [], [], [], []];
    for (let round = 0; round < rounds; round++) {
      await this.#page.evaluate(() => plug.forget());
      const watch = watchHeap(this.#page);
      full?.push(await this.#sync('updated'));
      heap?.push(await watch.peak());
      const { full: blob } = (await this.#publish(this.#synthetic.nextDay())).head;
      delta?.push(await this.#sync('updated'));
      await this.#publish(this.#synthetic.nextDay(A_HUNDRED));
      hundred?.push(await this.#sync('updated'));
      bare?.push(await this.#page.evaluate((url) => plug.writeBare(url), `${this.#nginx.url}b/${blob.h}.bin`));
      bareHundred?.push(await this.#page.evaluate(() => plug.writeBare(undefined)));
    }
    const [inARow, after]: [number[], number[]] = [[], []];
    for (let day = 0; day < IN_A_ROW; day++) {
      await this.#publish(this.#synthetic.nextDay(A_HUNDRED));
      inARow.push(await this.#sync('updated'));
      after.push(await this.#page.evaluate(() => plug.settle()));
    }
    const median = (samples: number[] = []) => quantile(samples, 0.5);
    return {
      digest: this.#size,
      'full import, ms': rounded(median(full), 0),
      'bare bulkPut, ms': rounded(median(bare), 0),
      'full ÷ bare': rounded(median(full) / median(bare), 1),
      'a day’s delta, ms': rounded(median(delta), 0),
      'a delta of 100 rows, ms': rounded(median(hundred), 0),
      [`${IN_A_ROW} of them in a row, ms`]: rounded(median(inARow), 0),
      'after them, mean / longest, ms': `${rounded(after.reduce((sum, ms) => sum + ms) / after.length, 0)} / ${rounded(Math.max(...after), 0)}`,
      'bare bulkPut of 100 rows, ms': rounded(median(bareHundred), 0),
      'peak of the heap, MB': rounded(median(heap) / 1e6, 0),
    };
  }

  /** How long the background takes to answer for a card, at rest and while it syncs a whole digest and compiles its labels. */
  async cards(rounds: number): Promise<Row> {
    const source = { url: this.#nginx.url, root: this.#publisher.root() };
    const id = this.#synthetic.digest.terms[0]?.id ?? '';
    const rest: number[] = [];
    const during: number[] = [];
    for (let round = 0; round < rounds; round++) {
      rest.push(...(await this.#page.evaluate((term) => plug.timeCards(term, 1000), id)));
      await this.#publishBeyondDeltas();
      during.push(...(await this.#page.evaluate((from, term) => plug.timeCardsDuring(from, term), source, id)));
    }
    return {
      digest: this.#size,
      'card at rest, median / p95, ms': `${rounded(quantile(rest, 0.5), 1)} / ${rounded(quantile(rest, 0.95), 1)}`,
      'card during a full sync, median / p95, ms': `${rounded(quantile(during, 0.5), 1)} / ${rounded(quantile(during, 0.95), 1)}`,
      'longest, ms': rounded(Math.max(...during), 0),
      cards: during.length,
    };
  }

  async close(): Promise<void> {
    await this.#launched.browser.close();
    await this.#nginx.close();
    this.#publisher.close();
  }

  #publish(digest: SyntheticDigest['digest']) {
    return this.#publisher.publish(digest, { now: new Date() });
  }

  /** A version that no delta leads to, so that the next sync takes the whole. */
  async #publishBeyondDeltas(): Promise<void> {
    rmSync(`${this.#publisher.site}/heads`, { recursive: true });
    await this.#publish(this.#synthetic.nextDay());
  }

  async #sync(state: 'updated'): Promise<number> {
    const source = { url: this.#nginx.url, root: this.#publisher.root() };
    const result = await this.#page.evaluate((from) => plug.sync(from), source);
    if (result.state !== state) throw new Error(`A sync came to ${JSON.stringify(result)} in place of "${state}".`);
    return result.ms;
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Looks at the JavaScript heap of a page now and then. */
function watchHeap(page: Page): { peak(): Promise<number> } {
  let [highest, isOver] = [0, false];
  const watching = (async () => {
    while (!isOver) {
      highest = Math.max(highest, (await page.metrics()).JSHeapUsedSize ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    peak: async () => {
      isOver = true;
      await watching;
      return highest;
    },
  };
}
