import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addPublishingCommands } from './publishing-commands.ts';

it.each([
  ['source', 'https://digests.example/policy'],
  ['source', 'http://digests.example/policy/'],
])('says what is wrong with the address in %s %s', async (...words) => {
  expect(await complaint(words)).toContain('Write an https address that ends in a slash.');
});

it.each([
  [['keys', '--days', '99999999'], 'from 1 to 36500'],
  [['publish', 'site', '--days', '99999999'], 'from 1 to 36500'],
  [['rotate', '--days', '99999999'], 'from 1 to 36500'],
  [['serve', 'site', '--port', '99999'], 'from 1 to 65535'],
  [['publish', 'site', '--min-client', 'next'], 'three numbers joined by dots'],
])('says what is wrong with the value in %s', async (words, mend) => {
  expect(await complaint(words)).toContain(mend);
});

it.each([
  ['.', '.: holds no head.json, so it is no published digest; "newsgloss publish <directory>" makes one'],
  ['no-such-folder', 'no-such-folder: there is no such folder'],
])('refuses to serve %s, for no digest is in it', async (folder, said) => {
  const program = new Command().exitOverride();
  addPublishingCommands(program, 'digest');
  await expect(program.parseAsync(['serve', folder, '--port', '65535'], { from: 'user' })).rejects.toThrow(said);
});

/** What a command says of a value that it does not take. */
async function complaint(words: readonly string[]): Promise<string> {
  let said = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  addPublishingCommands(program, 'digest');
  await expect(program.parseAsync([...words], { from: 'user' })).rejects.toMatchObject({
    code: 'commander.invalidArgument',
  });
  return said;
}
