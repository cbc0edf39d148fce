import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Term } from '../../utils/digest/schema.ts';

/** The ten stories that the first digest is about lie beside the project, where they are there at all. */
const SEEDS = join(import.meta.dirname, '../../../shared/seeds');
const TABLE = join(SEEDS, 'entities.md');

/** One thing that the stories name, from the table beside them. */
export interface SeedRow {
  readonly tier: 'A' | 'B' | 'C';
  readonly kind: string;
  readonly entity: string;
  readonly surfaces: readonly string[];
  readonly otherNames: readonly string[];
  /** Numbers of the stories, from 0. */
  readonly stories: readonly number[];
}

/** One story: its title and paragraphs. */
export interface SeedStory {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Whether the stories are there; tests that need them are skipped with a message where not. */
export function haveSeeds(): boolean {
  const have = existsSync(TABLE);
  if (!have) console.log('Skipped: the seed stories are not beside the project.');
  return have;
}

/** The rows of the table. */
export function readRows(): SeedRow[] {
  const lines = readFileSync(TABLE, 'utf8')
    .split('\n')
    .filter((line) => /^\| [ABC] \|/.test(line));
  return lines.map((line) => {
    const [tier, kind, entity, surfaces, others, stories] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const listed = (cell = '') =>
      cell
        .split(';')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    return {
      tier: tier as SeedRow['tier'],
      kind: kind ?? '',
      entity: entity ?? '',
      surfaces: listed(surfaces),
      otherNames: listed(others),
      stories: (stories ?? '').split(',').map(Number),
    };
  });
}

/** The stories, in the order of the table's numbers. */
export function readStories(): SeedStory[] {
  const name = readdirSync(SEEDS).find((file) => file.endsWith('.txt')) ?? '';
  const text = readFileSync(join(SEEDS, name), 'utf8');
  const titles = readFileSync(TABLE, 'utf8')
    .split('\n')
    .flatMap((line) => /^\d+\. (.+)$/.exec(line)?.[1] ?? []);
  const starts = titles.map((title) => text.indexOf(title));
  return starts.map((start, index) => {
    const paragraphs = text
      .slice(start, starts[index + 1])
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim());
    return { title: titles[index] ?? '', paragraphs: paragraphs.filter((paragraph) => paragraph !== '') };
  });
}

/** The term of the digest that a row is about: of its kind, with its names, and with its country where two share one. */
export function termOfRow({ kind, entity, surfaces, otherNames }: SeedRow, terms: readonly Term[]): Term | undefined {
  const names = [entity.replace(/ \(.*\)$/, ''), ...surfaces, ...otherNames].map(folded);
  const shared = (term: Term) =>
    [term.prefLabel, ...term.labels.map(({ text }) => text)].filter((label) => names.includes(folded(label))).length;
  const country = /\((Ireland|UK)\)/.exec(entity)?.[1];
  const isOfCountry = (term: Term) => country !== undefined && term.prefLabel.includes(country);
  const candidates = terms.filter((term) => term.kind === kind && shared(term) > 0);
  return candidates.find(isOfCountry) ?? candidates.sort((a, b) => shared(b) - shared(a))[0];
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\u2010-\u2013]/g, '-');
}
