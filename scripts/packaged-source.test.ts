import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type PublisherAtWork, publisherAtWork } from '../tests/sync/publisher-at-work.ts';
import { writePackagedSource } from './packaged-source.ts';

const URL_OF_IT = 'https://digest.example/newsgloss/';

let publisher: PublisherAtWork;
let folder: string;

beforeAll(async () => {
  publisher = await publisherAtWork();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsgloss-source-'));
  return () => rmSync(folder, { recursive: true });
});

afterAll(() => publisher.close());

const written = () => JSON.parse(readFileSync(join(folder, 'source.json'), 'utf8'));

/** Writes the config into one folder and reads what comes out in another, as the build has them. */
function packagedFrom(text: string): unknown {
  const sources = mkdtempSync(join(folder, 'digest-'));
  writeFileSync(join(sources, 'source.json'), text);
  writePackagedSource(sources, folder);
  return written();
}

it('points nowhere where no source is configured', () => {
  writePackagedSource(mkdtempSync(join(folder, 'digest-')), folder);
  expect(written()).toBeNull();
});

it('packages address and root, with the names the root bears', () => {
  const root = JSON.parse(publisher.root());
  expect(packagedFrom(JSON.stringify({ url: URL_OF_IT, root }))).toEqual({
    url: URL_OF_IT,
    root: JSON.stringify(root),
    title: 'Example',
    publisher: 'Tests',
  });
});

it.each([
  ['is no JSON', () => '{', /is no JSON/],
  ['holds no root', () => JSON.stringify({ url: URL_OF_IT }), /: root /],
  [
    'points to a file',
    () => JSON.stringify({ url: 'https://digest.example/head.json', root: JSON.parse(publisher.root()) }),
    /url must be an https address of a folder/,
  ],
  [
    'points to plain http',
    () => JSON.stringify({ url: 'http://digest.example/', root: JSON.parse(publisher.root()) }),
    /url must be an https address of a folder/,
  ],
])('names the file and the mend, and writes nothing, where the config %s', (_, text, problem) => {
  expect(() => packagedFrom(text())).toThrow(problem);
  expect(() => packagedFrom(text())).toThrow(/source\.json.*See docs\/editors\.md/);
  expect(existsSync(join(folder, 'source.json'))).toBe(false);
});
