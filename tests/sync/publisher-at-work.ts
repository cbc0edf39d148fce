import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeys } from '../../publisher/keys.ts';
import { type Publication, publish } from '../../publisher/publish.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import type { Digest } from '../../utils/digest/schema.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';

/** Some time after the digests of the tests were issued. */
export const NOW = new Date('2026-11-25T12:00:00Z');

/** A rotation that changes nothing but the number of the root. */
export const ROTATION = { newHeadKey: false, mirrors: undefined, passphrase: undefined, now: NOW, days: 365 };

/** A publisher with keys and a site of its own, in a temporary folder. */
export interface PublisherAtWork {
  readonly keys: string;
  readonly site: string;
  /** The root a reader is given. */
  root(): string;
  publish(digest: Digest, change?: Partial<Publication>): ReturnType<typeof publish>;
  close(): void;
}

export async function publisherAtWork(id = 'example', mirrors: readonly string[] = []): Promise<PublisherAtWork> {
  const folder = mkdtempSync(join(tmpdir(), 'newsgloss-publisher-'));
  const [keys, site] = [join(folder, 'keys'), join(folder, 'site')];
  await makeKeys({
    folder: keys,
    digest: { id, title: 'Example', publisher: 'Tests' },
    rootKeys: 3,
    threshold: 2,
    mirrors,
    passphrase: undefined,
    now: NOW,
    days: 365,
  });
  return {
    keys,
    site,
    root: () => readFileSync(join(keys, '1.root.json'), 'utf8'),
    publish: (digest, change) =>
      publish({
        digest,
        withdrawn: [],
        keys,
        site,
        passphrase: undefined,
        now: NOW,
        days: 14,
        minClient: '0.1.0',
        ...change,
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A version of a small digest: `stories` of them, each with a text that names the version it last changed in. */
export function versionOf(version: number, stories = 40): Digest {
  return parseDigest(
    exampleDigest((digest) => {
      digest.head.version = version;
      const [story] = digest.stories;
      if (!story) return;
      digest.stories = Array.from({ length: stories }, (_, index) => ({
        ...story,
        id: `story-${index}`,
        title: `Story ${index}, told in version ${index === version % stories ? version : 1}`,
        summary: `What happened on day ${index}: ${(index * 2_654_435_761) % 1_000_003} things, of which few were new.`,
      }));
    }),
    `version ${version}`,
  );
}
