import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settled, textOf, until } from '../../components/testing/page-in-memory.ts';
import { deleteDatabase } from '../../utils/digest/database.ts';
import { installDigest } from '../../utils/digest/install.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { allTerms } from '../../utils/digest/queries.ts';
import { exampleDigest } from '../../utils/digest/testing/example-digest.ts';
import { SearchResults } from './Search.tsx';

vi.mock('../../utils/digest/queries.ts', async (importOriginal) => {
  const queries = await importOriginal<typeof import('../../utils/digest/queries.ts')>();
  return { ...queries, allTerms: vi.fn(queries.allTerms) };
});

const NOTHING = 'Nothing in the digest or your feeds matches';

beforeEach(() => installTitled('The cyber centre speaks'));
afterEach(async () => {
  render(null, document.body);
  await deleteDatabase();
});

/** Installs a digest with one story of this title. */
async function installTitled(title: string) {
  const digest = exampleDigest(({ stories: [story] }) => {
    if (story) story.title = title;
  });
  await installDigest(parseDigest(digest, 'a test'), new Date('2026-11-25T10:00:00Z'));
}

function expectShown(text: string): Promise<void> {
  return until(() => expect(textOf()).toContain(text));
}

it('finds what has come while the popup is open, and no more what is gone', async () => {
  render(<SearchResults query="cyber centre speaks" edition={0} />, document.body);
  await expectShown('1 story');
  await installTitled('Another title');
  render(<SearchResults query="another title" edition={1} />, document.body);
  await expectShown('1 story');
  render(<SearchResults query="cyber centre speaks" edition={1} />, document.body);
  await expectShown(NOTHING);
});

it('makes no index before the reader types, and one for all that is typed', async () => {
  const reads = vi.mocked(allTerms).mockClear().mock.calls;
  const type = (query: string) => render(<SearchResults query={query} edition={0} />, document.body);
  type('');
  await settled();
  expect(reads).toHaveLength(0);
  type('c');
  await until(() => expect(reads).toHaveLength(1));
  for (const query of ['', 'cy']) {
    type(query);
    await settled();
  }
  expect(reads).toHaveLength(1);
});

it('has the place where results are announced before there are any, and says when not all are shown', async () => {
  render(<SearchResults query="" edition={0} />, document.body);
  const status = document.querySelector('[role=status]');
  expect(status?.textContent).toBe('');
  const digest = exampleDigest(({ stories }) => {
    const [story] = stories;
    if (story) for (let more = 1; more < 25; more++) stories.push({ ...story, id: `story-${more}` });
  });
  await installDigest(parseDigest(digest, 'a test'), new Date('2026-11-25T10:00:00Z'));
  render(<SearchResults query="cyber" edition={1} />, document.body);
  await expectShown('Stories, the best 20 of 2');
  expect(document.querySelector('[role=status]')).toBe(status);
  expect(status?.textContent).toMatch(/, 2\d stories$/);
});

it('says so where the digest cannot be read, and searches again when it can', async () => {
  vi.mocked(allTerms).mockRejectedValueOnce(new Error('It is torn.'));
  render(<SearchResults query="cyber" edition={0} />, document.body);
  await expectShown('Newsgloss cannot search its digest. Error: It is torn.');
  render(<SearchResults query="cyber" edition={1} />, document.body);
  await expectShown('1 story');
});
