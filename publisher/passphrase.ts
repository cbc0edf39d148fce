import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { KeyError, readKeyFile } from './key-file.ts';
import { keyFilesIn } from './roots.ts';

/** Where a machine that publishes by itself gives the passphrase of sealed keys. */
const VARIABLE = 'NEWSGLOSS_PASSPHRASE';

/**
 * The passphrase of the keys in a folder: none where none is sealed, else from the environment or the terminal.
 * @throws KeyError where neither has one
 */
export async function passphraseFor(folder: string): Promise<string | undefined> {
  const isSealed = keyFilesIn(folder).some((path) => 'sealed' in readKeyFile(path).private);
  return isSealed ? askPassphrase('Passphrase of the keys: ') : undefined;
}

/** A passphrase for new keys, asked for twice at a terminal. */
export async function newPassphrase(): Promise<string> {
  const passphrase = await askPassphrase('Passphrase for the new keys: ');
  const isKnown = process.env[VARIABLE] !== undefined;
  if (passphrase.length < 12) throw new KeyError('A passphrase needs at least 12 characters');
  if (!isKnown && (await askPassphrase('The same again: ')) !== passphrase)
    throw new KeyError('The two were not the same; nothing was written');
  return passphrase;
}

/** Reads a line without showing it. */
async function askPassphrase(question: string): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) throw new KeyError(`The keys are sealed; give their passphrase in ${VARIABLE}`);
  process.stdout.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
