import { join, relative } from 'node:path';
import * as v from 'valibot';
import {
  CountrySchema,
  type Digest,
  DigestHeadSchema,
  type Story,
  StorySchema,
  type Term,
  TermSchema,
  TopicListSchema,
} from '../utils/digest/schema.ts';
import { problemsBetween } from './check-sources.ts';
import { FileError, namesIn, textIfThere } from './files.ts';
import { SourceError } from './problems.ts';
import { type ReadFile, readYaml } from './source-file.ts';

const CountriesSchema = v.strictObject({ countries: v.array(CountrySchema) });
const TopicsSchema = v.strictObject({ topics: TopicListSchema });

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
    ...problemsBetween({ countries, topics, terms, stories }),
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
  const problem = (message: string): ReadFile<T> => ({ ok: false, problems: [{ file, field: '', message }] });
  try {
    const text = textIfThere(path);
    return text === undefined ? problem('is not there; a digest needs it') : read(text, file);
  } catch (error) {
    if (error instanceof FileError) return problem(error.trouble);
    throw error;
  }
}

function filesIn(directory: string, ending: string): string[] {
  const names = namesIn(directory).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
  return names.sort().map((name) => join(directory, name));
}

function sortById<T extends { id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
