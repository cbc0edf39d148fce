import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { CLIENT_VERSION } from '../utils/sync/digest/client-version.ts';
import { isClientVersion, isFolderAddress } from '../utils/sync/digest/format.ts';
import { makeKeys } from './keys.ts';
import { newPassphrase, passphraseFor } from './passphrase.ts';
import { publish } from './publish.ts';
import { refuseUnpublished } from './published.ts';
import { readSources } from './read-sources.ts';
import { readWithdrawn } from './read-withdrawn.ts';
import { readRoots } from './roots.ts';
import { rotate } from './rotate.ts';
import { serveDigest } from './serve.ts';
import { verifyPublished } from './verify.ts';

const ROOT_DAYS = 730;
const HEAD_DAYS = 14;
/** A century: who writes more has slipped, and dates end somewhere. */
const MOST_DAYS = 36_500;

/** Adds the commands that bring a digest to its readers. @param sources where the sources of a digest are by default */
export function addPublishingCommands(program: Command, sources: string): void {
  program
    .command('keys')
    .description('make the keys of a digest, and its first root')
    .option('--digest <directory>', 'the sources of the digest', sources)
    .option('--keys <directory>', 'where to write them', 'keys')
    .option('--root-keys <number>', 'how many root keys', wholeNumber, 3)
    .option('--threshold <number>', 'how many of them must sign', wholeNumber, 2)
    .option('--mirror <address...>', 'other folders that will serve the digest', folderAddresses, [])
    .option('--days <number>', 'how long the root is good for', days, ROOT_DAYS)
    .option('--passphrase', 'seal the keys with a passphrase')
    .action(async (options: KeysOptions) => {
      const { digest, keys, rootKeys, threshold, mirror, days } = options;
      const passphrase = options.passphrase ? await newPassphrase() : undefined;
      const written = await makeKeys({
        folder: keys,
        digest: readSources(digest).head,
        rootKeys,
        threshold,
        mirrors: mirror,
        passphrase,
        now: new Date(),
        days,
      });
      console.log(`Made ${rootKeys} root keys, of which ${threshold} must sign, and a key for heads:`);
      list(written);
      console.log(
        'Bring the root keys to places of their own, off this machine; only the key for heads is needed to publish.',
      );
    });

  program
    .command('publish')
    .description('publish the digest into a folder that a web host serves')
    .argument('<directory>', 'the folder to serve')
    .option('--digest <directory>', 'the sources of the digest', sources)
    .option('--keys <directory>', 'the roots, and the key for heads', 'keys')
    .option('--days <number>', 'how long the signature is good for', days, HEAD_DAYS)
    .option('--min-client <version>', 'the oldest extension that can read it', clientVersion, CLIENT_VERSION)
    .option('--notice <text>', 'a line for readers')
    .option('--poll-seconds <number>', 'how long readers should wait between two looks', wholeNumber)
    .action(async (directory: string, options: PublishOptions) => {
      const { head, written, removed, unknownWithdrawn } = await publish({
        digest: readSources(options.digest),
        withdrawn: readWithdrawn(options.digest),
        keys: options.keys,
        passphrase: await passphraseFor(options.keys),
        site: directory,
        now: new Date(),
        days: options.days,
        minClient: options.minClient,
        notice: options.notice,
        pollSeconds: options.pollSeconds,
      });
      console.log(`Published version ${head.version}, signature ${head.seq}, good until ${head.expires}`);
      console.log(`  whole: ${head.full.b} bytes; ${head.state.count} records`);
      for (const { from, b } of head.deltas) console.log(`  from version ${from}: ${b} bytes`);
      if (head.withdrawn.length > 0) console.log(`  withdrawn: ${head.withdrawn.join(', ')}`);
      for (const id of unknownWithdrawn)
        console.log(`? ${id} is neither in this version nor in those before it: is it written as it should be?`);
      console.log(`  ${written.length} files written, ${removed.length} old ones removed, in ${directory}`);
    });

  program
    .command('rotate')
    .description('make the next root: renew its expiry, replace keys')
    .option('--keys <directory>', 'the roots and the root keys', 'keys')
    .option('--head', 'make a new key for heads; the old one signs no more')
    .option('--replace <keyid...>', 'root keys to replace by new ones', [])
    .option('--mirror <address...>', 'other folders that serve the digest', folderAddresses)
    .option('--days <number>', 'how long the root is good for', days, ROOT_DAYS)
    .action(async (options: RotateOptions) => {
      const written = await rotate({
        folder: options.keys,
        newHeadKey: options.head ?? false,
        replacedRootKeys: options.replace,
        mirrors: options.mirror,
        passphrase: await passphraseFor(options.keys),
        now: new Date(),
        days: options.days,
      });
      console.log('Made the next root:');
      list(written);
      console.log('Publish again, so that readers find it.');
    });

  program
    .command('verify')
    .description("do with a published digest all that a reader's extension would, and report")
    .argument('<address|directory>', 'the https address of the folder, or the folder')
    .option('--root <file>', 'a root you trust, to hold it against')
    .action(async (place: string, { root }: { root?: string }) => {
      const findings = await verifyPublished({ place, rootFile: root, now: new Date(), fetch });
      const signs = { good: '✓', doubtful: '?', bad: '✗' };
      for (const { is, text } of findings) console.log(`${signs[is]} ${text}`);
      if (findings.some(({ is }) => is === 'bad')) process.exitCode = 1;
    });

  program
    .command('serve')
    .description('serve a published folder on this machine, to try it out')
    .argument('<directory>', 'the folder')
    .option('--port <number>', 'where to listen', port, 8787)
    .action(async (directory: string, { port }: { port: number }) => {
      refuseUnpublished(directory, directory);
      const { url } = await serveDigest(directory, port);
      console.log(`Serving ${directory} at ${url}; stop with Ctrl+C.`);
    });

  program
    .command('source')
    .description('write the file that tells a build of the extension where new versions are')
    .argument('<address>', 'the https address of the published folder, ending in a slash', folderAddress)
    .option('--keys <directory>', 'the roots', 'keys')
    .option('--out <file>', 'where to write', `${sources}/source.json`)
    .action(async (url: string, { keys, out }: { keys: string; out: string }) => {
      const newest = (await readRoots(keys)).at(-1);
      writeFileSync(out, `${JSON.stringify({ url, root: JSON.parse(newest?.text ?? 'null') }, null, 1)}\n`);
      console.log(`${out}: builds look for new versions at ${url}, signed under root ${newest?.root.version}`);
    });
}

interface KeysOptions {
  readonly digest: string;
  readonly keys: string;
  readonly rootKeys: number;
  readonly threshold: number;
  readonly mirror: readonly string[];
  readonly days: number;
  readonly passphrase?: true;
}

interface PublishOptions {
  readonly digest: string;
  readonly keys: string;
  readonly days: number;
  readonly minClient: string;
  readonly notice?: string;
  readonly pollSeconds?: number;
}

interface RotateOptions {
  readonly keys: string;
  readonly head?: true;
  readonly replace: readonly string[];
  readonly mirror?: readonly string[];
  readonly days: number;
}

function list(paths: readonly string[]): void {
  for (const path of paths) console.log(`  ${path}`);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number from 1.');
  return number;
}

function upTo(most: number, text: string): number {
  const number = wholeNumber(text);
  if (number > most) throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
  return number;
}

const days = (text: string) => upTo(MOST_DAYS, text);
const port = (text: string) => upTo(65_535, text);

function clientVersion(text: string): string {
  if (!isClientVersion(text))
    throw new InvalidArgumentError(`Write three numbers joined by dots, such as ${CLIENT_VERSION}.`);
  return text;
}

function folderAddress(address: string): string {
  if (!isFolderAddress(address)) throw new InvalidArgumentError('Write an https address that ends in a slash.');
  return address;
}

function folderAddresses(address: string, before: readonly string[] = []): string[] {
  return [...before, folderAddress(address)];
}
