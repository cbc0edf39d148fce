import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Term } from '../utils/digest/schema.ts';
import { SourceError } from './problems.ts';
import { readSources } from './read-sources.ts';

let sources: string;

beforeEach(() => {
  sources = mkdtempSync(join(tmpdir(), 'newsgloss-sources-'));
  cpSync(join(import.meta.dirname, '../digest'), sources, { recursive: true });
});

afterEach(() => rmSync(sources, { recursive: true }));

/** Changes what a YAML file holds. */
function change<T>(file: string, work: (content: T) => void): void {
  const path = join(sources, file);
  const content = parse(readFileSync(path, 'utf8'));
  work(content);
  writeFileSync(path, stringify(content, { aliasDuplicateObjects: false }));
}

function changeLabel(term: string, label: Partial<Term['labels'][number]>): void {
  change<Term>(`terms/${term}.yaml`, ({ labels }) =>
    labels.push({ text: 'Fenwick Authority', ...label } as Term['labels'][number]),
  );
}

const expectProblem = (problem: RegExp) => {
  expect(() => readSources(sources)).toThrow(SourceError);
  expect(() => readSources(sources)).toThrow(problem);
};

it.each([
  ['label', { text: '—' }, /icann\.yaml:\d+: labels\.\d+\.text must have a letter, digit or symbol/],
  ['cue', { cues: ['...'] }, /icann\.yaml:\d+: labels\.\d+\.cues\.0 must have a letter/],
  ['anticue', { anticues: ['Norfolk', '—'] }, /icann\.yaml:\d+: labels\.\d+\.anticues\.1 must have a letter/],
])('a %s that could not be found on any page is a problem', (_, label, problem) => {
  changeLabel('icann', label);
  expectProblem(problem);
});

it('a topic word that could not be found on any page is a problem', () => {
  change<{ topics: { words: string[] }[] }>('topics.yaml', ({ topics }) => topics[1]?.words.unshift('–'));
  expectProblem(/topics\.yaml:\d+: topics\.1\.words\.0 must have a letter/);
});

it('signs of a currency can be found', () => {
  changeLabel('icann', { cues: ['£', 'Éire', '5'] });
  expect(() => readSources(sources)).not.toThrow();
});

it('more topics than readers accept are a problem', () => {
  change<{ topics: object[] }>('topics.yaml', ({ topics }) => {
    while (topics.length < 33) topics.push({ id: `topic-${topics.length}`, side: 'either', words: ['word'] });
  });
  expectProblem(/topics\.yaml:\d+: topics must be at most 32 topics/);
});

it('two topics with one id, and two countries with one code, are a problem', () => {
  change<{ topics: object[] }>('topics.yaml', ({ topics }) => topics.push({ ...topics[0] }));
  change<{ countries: object[] }>('countries.yaml', ({ countries }) => countries.push({ ...countries[1] }));
  expectProblem(/topics\.yaml:\d+: topics\.\d+\.id is "[a-z-]+", as that of another entry/);
  expectProblem(/countries\.yaml:\d+: countries\.\d+\.code is "IE", as that of another entry/);
});

it('a label of two terms is a problem in each that does not call it ambiguous', () => {
  changeLabel('icann', { ambiguous: true });
  changeLabel('nis2-directive', {});
  expectProblem(/^.*nis2-directive\.yaml:\d+: labels\.\d+\.text is "Fenwick Authority", which icann has too; .*$/);
});

it('a label of two terms is none where both call it ambiguous', () => {
  changeLabel('icann', { ambiguous: true });
  changeLabel('nis2-directive', { ambiguous: true });
  expect(() => readSources(sources)).not.toThrow();
});

it('how often a label means the term is a problem where the label is not ambiguous', () => {
  changeLabel('icann', { meant: 'mostly' });
  expectProblem(/icann\.yaml:\d+: labels\.\d+\.meant holds for ambiguous labels/);
});
