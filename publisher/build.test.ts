import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildDigest } from './build.ts';
import { SourceError } from './problems.ts';

const SOURCES = join(import.meta.dirname, '../digest');

let folder: string;
let sources: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsgloss-build-'));
  [sources, output] = [join(folder, 'sources'), join(folder, 'output')];
  cpSync(SOURCES, sources, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Changes one file of the sources. */
function spoil(file: string, change: (text: string) => string): void {
  const path = join(sources, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

it('writes the same bytes for the same sources', () => {
  const read = (from: string) => readdirSync(from).map((file) => readFileSync(join(from, file), 'utf8'));
  buildDigest(sources, output);
  const first = read(output);
  buildDigest(sources, output);
  expect(read(output)).toEqual(first);
});

it.each([
  ['terms/icann.yaml', (text: string) => text.replace(/^kind: .*$/m, 'kind: club'), 'kind must be one of'],
  ['terms/icann.yaml', (text: string) => text.replace(/^id: .*$/m, 'id: other'), 'id is "other"; name the file'],
  [
    'terms/icann.yaml',
    (text: string) => text.replace(/^definition:/m, 'definition: [unclosed\nx:'),
    'is no valid YAML',
  ],
  [
    'terms/icann.yaml',
    (text: string) => text.replace(/^related:$/m, '$&\n  - nobody'),
    'related.0 is "nobody", but there is no terms/nobody.yaml',
  ],
  [
    'terms/icann.yaml',
    (text: string) => text.replace(/^ +- text: .*$/m, '$&\n    topics: [gardening]'),
    'labels.0.topics.0 is "gardening", but topics.yaml has no such topic',
  ],
  ['digest.yaml', () => '', 'digest.yaml:1: must hold fields'],
])('names the file, the line and the mend when %s is broken, and writes nothing', (file, change, message) => {
  spoil(file, change);
  const build = () => buildDigest(sources, output);
  expect(build).toThrow(SourceError);
  expect(build).toThrow(message);
  expect(existsSync(output)).toBe(false);
});

it('writes nothing of a label that readers could not compile', () => {
  spoil('terms/icann.yaml', (text) => text.replace(/^labels:$/m, 'labels:\n  - text: "((((((((( ICANN"'));
  expect(() => buildDigest(sources, output)).toThrow(SourceError);
  expect(() => buildDigest(sources, output)).toThrow('begins or ends with more than 8 signs');
  expect(existsSync(output)).toBe(false);
});

it('leaves what was built before as it was when the sources are broken later', () => {
  buildDigest(sources, output);
  const before = readdirSync(output).map((file) => readFileSync(join(output, file), 'utf8'));
  spoil('terms/icann.yaml', (text) => text.replace(/^prefLabel: .*$/m, ''));
  expect(() => buildDigest(sources, output)).toThrow(/icann\.yaml(:\d+)?: prefLabel/);
  expect(readdirSync(output).map((file) => readFileSync(join(output, file), 'utf8'))).toEqual(before);
});
