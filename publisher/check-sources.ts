import { basename } from 'node:path';
import type { Country, Story, Term, Topic } from '../utils/digest/schema.ts';
import type { Problem } from './problems.ts';
import type { ReadFile } from './source-file.ts';

/** All files of a digest that must fit together. */
export interface SourceFiles {
  readonly countries: ReadFile<{ countries: Country[] }>;
  readonly topics: ReadFile<{ topics: Topic[] }>;
  readonly terms: readonly ReadFile<Term>[];
  readonly stories: readonly ReadFile<Story>[];
}

/** What is wrong with files that are right each by itself. */
export function problemsBetween({ countries, topics, terms, stories }: SourceFiles): Problem[] {
  return [
    ...misnamed([...terms, ...stories]),
    ...danglingReferences(terms, stories),
    ...unknownTopics(terms, topics),
    ...repeated(countries, 'countries', 'code', ({ countries }) => countries.map(({ code }) => code)),
    ...repeated(topics, 'topics', 'id', ({ topics }) => topics.map(({ id }) => id)),
    ...labelsSaidToBeClear(terms),
    ...frequenciesForNothing(terms),
  ];
}

/** The file of a term or story bears its id, so that each is found by name and no id is there twice. */
function misnamed(files: readonly ReadFile<{ id: string }>[]): Problem[] {
  return files.flatMap((read) => {
    if (!read.ok) return [];
    const name = basename(read.file).replace(/\.\w+$/, '');
    if (name === read.value.id) return [];
    return [problemAt(read, ['id'], `is "${read.value.id}"; name the file after it, or make it "${name}"`)];
  });
}

function danglingReferences(terms: readonly ReadFile<Term>[], stories: readonly ReadFile<Story>[]): Problem[] {
  const known = new Set<string>(
    terms.flatMap((read) => (read.ok ? [read.value.id] : [basename(read.problems[0]?.file ?? '', '.yaml')])),
  );
  const check = <T>(read: ReadFile<T>, field: string, ids: (value: T) => readonly string[]): Problem[] => {
    if (!read.ok) return [];
    return ids(read.value).flatMap((id, index) =>
      known.has(id) ? [] : [problemAt(read, [field, index], `is "${id}", but there is no terms/${id}.yaml`)],
    );
  };
  return [
    ...terms.flatMap((read) => check(read, 'related', ({ related }) => related)),
    ...stories.flatMap((read) => check(read, 'terms', ({ terms: ids }) => ids)),
  ];
}

function unknownTopics(terms: readonly ReadFile<Term>[], topics: SourceFiles['topics']): Problem[] {
  if (!topics.ok) return [];
  const known = new Set(topics.value.topics.map(({ id }) => id));
  return labelsOf(terms).flatMap(({ read, label, number }) =>
    label.topics.flatMap((topic, index) =>
      known.has(topic)
        ? []
        : [problemAt(read, ['labels', number, 'topics', index], `is "${topic}", but topics.yaml has no such topic`)],
    ),
  );
}

/** Of two entries with one id readers would get the last only. */
function repeated<T>(
  read: ReadFile<T>,
  list: string,
  field: string,
  idsOf: (value: T) => readonly string[],
): Problem[] {
  if (!read.ok) return [];
  const ids = idsOf(read.value);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [problemAt(read, [list, index, field], `is "${id}", as that of another entry; write both as one`)],
  );
}

/** A label of two terms names neither for sure. */
function labelsSaidToBeClear(terms: readonly ReadFile<Term>[]): Problem[] {
  const labels = labelsOf(terms);
  const owners = new Map<string, Set<string>>();
  for (const { read, label } of labels)
    owners.set(label.text, (owners.get(label.text) ?? new Set()).add(read.value.id));
  return labels.flatMap(({ read, label, number }) => {
    const others = [...(owners.get(label.text) ?? [])].filter((id) => id !== read.value.id);
    if (label.ambiguous || others.length === 0) return [];
    const message = `is "${label.text}", which ${others.join(', ')} has too; write "ambiguous: true" in each of them`;
    return [problemAt(read, ['labels', number, 'text'], message)];
  });
}

function frequenciesForNothing(terms: readonly ReadFile<Term>[]): Problem[] {
  return labelsOf(terms)
    .filter(({ label }) => label.meant !== undefined && !label.ambiguous)
    .map(({ read, number }) =>
      problemAt(read, ['labels', number, 'meant'], 'holds for ambiguous labels; write "ambiguous: true", or remove it'),
    );
}

function labelsOf(terms: readonly ReadFile<Term>[]) {
  return terms.flatMap((read) => (read.ok ? read.value.labels.map((label, number) => ({ read, label, number })) : []));
}

function problemAt(
  { file, lineOf }: Extract<ReadFile<unknown>, { ok: true }>,
  path: readonly (string | number)[],
  message: string,
): Problem {
  return { file, line: lineOf(path), field: path.join('.'), message };
}
