import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { buildDigest } from '../../publisher/build.ts';
import { readSources } from '../../publisher/read-sources.ts';
import type { Digest } from '../../utils/digest/schema.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { BUILDS } from '../browser/launch.ts';
import { type RealName, realNames } from './names.ts';

const ROOT = join(import.meta.dirname, '../..');
const OUTPUT = join(ROOT, '.output/rich');

/** The schema allows no more a term. */
const LABELS_A_TERM = 40;

/** An extension whose digest holds many more names than the packaged one. */
export interface RichBuild {
  readonly digest: Digest;
  /** Folder of the extension. */
  readonly folder: string;
}

/**
 * Repacks the built extension with the names of two thousand real bodies beside the terms of the packaged digest, so
 * that real pages have something to mark; digest and lexicon come about as ever.
 */
export function richBuild(name: BrowserName): RichBuild {
  const own = join(OUTPUT, name);
  const [sources, packed, folder] = [join(own, 'sources'), join(own, 'digest'), join(own, 'extension')];
  rmSync(own, { recursive: true, force: true });
  cpSync(join(ROOT, 'digest'), sources, { recursive: true });
  const ours = new Set(
    readSources(sources).terms.flatMap(({ labels }) => labels.map(({ text }) => text.toLowerCase())),
  );
  const names = realNames().filter((name) => isUsable(name) && !ours.has(name.text.toLowerCase()));
  inGroups(names, LABELS_A_TERM).forEach((group, index) => {
    const id = `real-names-${index}`;
    writeFileSync(join(sources, 'terms', `${id}.yaml`), stringify(termOf(id, group)));
  });
  const { digest } = buildDigest(sources, packed);
  cpSync(BUILDS[name], folder, { recursive: true });
  for (const file of readdirSync(packed)) {
    if (existsSync(join(folder, file))) cpSync(join(packed, file), join(folder, file));
  }
  return { digest, folder };
}

/** Digests hold plain text of moderate length. */
function isUsable({ text }: RealName): boolean {
  return text.length <= 120 && !/[<>]/.test(text);
}

function termOf(id: string, names: readonly RealName[]): object {
  return {
    id,
    kind: 'organisation',
    importance: 'useful',
    prefLabel: id,
    labels: names.map(({ text, cs }) => ({ text, case: cs ? 'exact' : 'any' })),
    definition: 'Names of real bodies, to see how pages bear many of them.',
    reviewed: '2026-11-25',
  };
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
