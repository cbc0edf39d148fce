import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import * as v from 'valibot';
import {
  CountrySchema,
  type Digest,
  DigestHeadSchema,
  type Story,
  StorySchema,
  type Term,
  TermSchema,
  type Topic,
  TopicSchema,
} from '../utils/digest/schema.ts';
import { type Problem, SourceError } from './problems.ts';
import { type ReadFile, readYaml } from './source-file.ts';

const CountriesSchema = v.strictObject({ countries: v.array(CountrySchema) });
const TopicsSchema = v.strictObject({ topics: v.array(TopicSchema) });

/**
 * Reads the sources of a digest: `digest.yaml`, `countries.yaml`, `topics.yaml`, `terms/*.yaml` and `stories/*.md`.
 * @param directory where they are
 * @throws SourceError with every problem of every file
 */
export function readSources(directory: string): Digest {
  const head = readFile(join(directory, 'digest.yaml'), (text, file) => readYaml({ file, text }, DigestHeadSchema));
  const countries = readFile(join(directory, 'countries.yaml'), (text, file) =>
    readYaml({ file, text }, CountriesSchema),
  );
  const topics = readFile(join(directory, 'topics.yaml'), (text, file) => readYaml({ file, text }, TopicsSchema));
  const terms = filesIn(join(directory, 'terms'), '.yaml').map((path) => readFile(path, readTerm));
  const stories = filesIn(join(directory, 'stories'), '.md').map((path) => readFile(path, readStory));
  const files = [head, countries, topics, ...terms, ...stories];
  const problems = [
    ...files.flatMap((file) => (file.ok ? [] : file.problems)),
    ...misnamed([...terms, ...stories]),
    ...danglingReferences(terms, stories),
    ...(topics.ok ? unknownTopics(terms, topics.value.topics) : []),
  ];
  if (problems.length > 0 || !head.ok || !countries.ok || !topics.ok) throw new SourceError(problems);
  return {
    format: 'newsgloss-digest-1',
    head: head.value,
    terms: sortById(terms.flatMap((file) => (file.ok ? [file.value] : []))),
    stories: sortById(stories.flatMap((file) => (file.ok ? [file.value] : []))),
    countries: countries.value.countries,
    topics: topics.value.topics,
  };
}

function readTerm(text: string, file: string): ReadFile<Term> {
  return readYaml({ file, text }, TermSchema);
}

/** A story: fields between two lines of `---`, then its summary. */
function readStory(text: string, file: string): ReadFile<Story> {
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'));
  const [, fields, summary] = parts ?? [];
  if (fields === undefined || summary === undefined) {
    return {
      ok: false,
      problems: [{ file, line: 1, field: '', message: 'must begin with its fields between two lines of "---"' }],
    };
  }
  return readYaml({ file, text: fields, linesBefore: 1 }, StorySchema, {
    summary: summary.replace(/\s+/g, ' ').trim(),
  });
}

function readFile<T>(path: string, read: (text: string, file: string) => ReadFile<T>): ReadFile<T> {
  const file = relative(process.cwd(), path) || path;
  if (!existsSync(path))
    return { ok: false, problems: [{ file, field: '', message: 'is not there; a digest needs it' }] };
  return read(readFileSync(path, 'utf8'), file);
}

function filesIn(directory: string, ending: string): string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
  return names.sort().map((name) => join(directory, name));
}

/** The file of a term or story bears its id, so that each is found by name and no id is there twice. */
function misnamed(files: readonly ReadFile<{ id: string }>[]): Problem[] {
  return files.flatMap((read) => {
    if (!read.ok) return [];
    const name = basename(read.file).replace(/\.\w+$/, '');
    if (name === read.value.id) return [];
    const message = `is "${read.value.id}"; name the file after it, or make it "${name}"`;
    return [{ file: read.file, line: read.lineOf(['id']), field: 'id', message }];
  });
}

function danglingReferences(terms: readonly ReadFile<Term>[], stories: readonly ReadFile<Story>[]): Problem[] {
  const known = new Set<string>(
    terms.flatMap((read) => (read.ok ? [read.value.id] : [basename(read.problems[0]?.file ?? '', '.yaml')])),
  );
  const check = <T>(read: ReadFile<T>, field: string, ids: (value: T) => readonly string[]): Problem[] => {
    if (!read.ok) return [];
    return ids(read.value).flatMap((id, index) =>
      known.has(id)
        ? []
        : [
            {
              file: read.file,
              line: read.lineOf([field, index]),
              field: `${field}.${index}`,
              message: `is "${id}", but there is no terms/${id}.yaml`,
            },
          ],
    );
  };
  return [
    ...terms.flatMap((read) => check(read, 'related', ({ related }) => related)),
    ...stories.flatMap((read) => check(read, 'terms', ({ terms: ids }) => ids)),
  ];
}

function unknownTopics(terms: readonly ReadFile<Term>[], topics: readonly Topic[]): Problem[] {
  const known = new Set(topics.map(({ id }) => id));
  return terms.flatMap((read) => {
    if (!read.ok) return [];
    const { file, lineOf, value } = read;
    return value.labels.flatMap((label, number) =>
      label.topics.flatMap((topic, index): Problem[] => {
        if (known.has(topic)) return [];
        const path = ['labels', number, 'topics', index];
        const message = `is "${topic}", but topics.yaml has no such topic`;
        return [{ file, line: lineOf(path), field: path.join('.'), message }];
      }),
    );
  });
}

function sortById<T extends { id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
