import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../utils/digest/schema.ts';
import { storiesAsJsonFeed, termsAsJsonLd } from './exports.ts';
import { readSources } from './read-sources.ts';
import { refuseUnusable } from './refuse-unusable.ts';

/** What a build wrote. */
export interface BuildReport {
  readonly digest: Digest;
  readonly files: readonly string[];
}

/**
 * Builds a digest: `digest.json` for the extension, `terms.jsonld` and `stories.json` for everyone else.
 * The same sources give the same bytes. Nothing is written unless all of it is good.
 * @param sources the folder of the sources @param output the folder to write into
 * @throws SourceError with every problem of the sources
 */
export function buildDigest(sources: string, output: string): BuildReport {
  const digest = readSources(sources);
  refuseUnusable(digest);
  const contents = {
    'digest.json': JSON.stringify(digest),
    'terms.jsonld': JSON.stringify(termsAsJsonLd(digest), null, 1),
    'stories.json': JSON.stringify(storiesAsJsonFeed(digest), null, 1),
  };
  mkdirSync(output, { recursive: true });
  const written = Object.entries(contents).map(([name, content]) => {
    const path = join(output, name);
    writeFileSync(`${path}.part`, `${content}\n`);
    return path;
  });
  for (const path of written) renameSync(`${path}.part`, path);
  return { digest, files: written };
}
