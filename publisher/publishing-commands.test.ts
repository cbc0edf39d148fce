import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addPublishingCommands } from './publishing-commands.ts';

it.each([
  ['source', 'https://digests.example/policy'],
  ['source', 'http://digests.example/policy/'],
])('says what is wrong with the address in %s %s', async (...words) => {
  let said = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  addPublishingCommands(program, 'digest');
  await expect(program.parseAsync(words, { from: 'user' })).rejects.toMatchObject({
    code: 'commander.invalidArgument',
  });
  expect(said).toContain('Write an https address that ends in a slash.');
});
