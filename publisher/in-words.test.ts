import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { inWords } from './in-words.ts';
import { serveDigest } from './serve.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it.each([
  ['a file that is not there', () => readFileSync('no-such-file'), /^ENOENT: .*no-such-file'\. Check the path\.$/],
  [
    'a file that is there already',
    () => writeFileSync('package.json', '', { flag: 'wx' }),
    /^EEXIST: .*package.json'\. Move it away, or name another path\.$/,
  ],
  ['a folder in place of a file', () => readFileSync('.'), /^EISDIR: .*: move it away, or name another path\.$/],
])('says in one line of %s what the system says', (_, work, words) => {
  expect(inWords(thrownBy(work))).toMatch(words);
});

it('says in one line that a port is in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const error = await serveDigest('.', port).catch((error: unknown) => error);
  expect(inWords(error)).toBe(`listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
  other.close();
});

it('tells where the code failed when it is the code that failed', () => {
  expect(inWords(thrownBy(() => new URL('no address')))).toContain('in-words.test.ts');
});
