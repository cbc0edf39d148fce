import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKey, openKeyFile, writeKeyFile } from '../../publisher/key-file.ts';
import { moment } from '../../publisher/moment.ts';
import { signEnvelope } from '../../publisher/signing.ts';
import { parseEnvelope, parseJson } from '../../utils/sync/digest/envelope.ts';
import type { Envelope, Head, Root } from '../../utils/sync/digest/format.ts';
import type { PublisherAtWork } from './publisher-at-work.ts';

/** What somebody with a key, or with the host, can write. */

/** Changes the envelope of a published file. */
export function changeEnvelope({ site }: PublisherAtWork, name: string, change: (envelope: Envelope) => void): void {
  const path = join(site, name);
  const envelope = envelopeIn(path);
  change(envelope);
  writeFileSync(path, JSON.stringify(envelope));
}

/** Changes the head that is published and signs it with a key file of the publisher's, or of a stranger. */
export async function resignHead(
  { site, keys }: PublisherAtWork,
  change: (head: Writable<Head>) => void,
  keyFile = join(keys, 'head-1.key.json'),
): Promise<void> {
  const path = join(site, 'head.json');
  const head = parseJson(envelopeIn(path).payload) as Writable<Head>;
  change(head);
  writeFileSync(path, await signEnvelope('head', head, [await openKeyFile(keyFile, undefined)]));
}

/** Writes a root made of the first one, signed with these key files, into the site. */
export async function writeRoot(
  { site, keys }: PublisherAtWork,
  version: number,
  change: (root: Writable<Root>) => void,
  keyFiles: readonly string[],
): Promise<void> {
  const root = parseJson(envelopeIn(join(keys, '1.root.json')).payload) as Writable<Root>;
  root.version = version;
  change(root);
  const signers = await Promise.all(keyFiles.map((path) => openKeyFile(path, undefined)));
  writeFileSync(join(site, `${version}.root.json`), await signEnvelope('root', root, signers));
}

/** A key that nobody knows. */
export async function strangersKey({ keys }: PublisherAtWork, role: 'root' | 'head', name = 'stranger') {
  const path = join(keys, `${name}.unused`);
  const key = await newKey(role, undefined);
  writeKeyFile(path, key);
  return { path, publicKey: key.publicKey };
}

export function rootKeyFiles({ keys }: PublisherAtWork, numbers: readonly number[]): string[] {
  return numbers.map((number) => join(keys, `root-${number}.key.json`));
}

export function headOf({ site }: PublisherAtWork): Head {
  return parseJson(envelopeIn(join(site, 'head.json')).payload) as Head;
}

/** Bytes with one bit turned over. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const changed = new Uint8Array(bytes);
  const at = Math.floor(bit / 8) % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
}

export const daysFrom = (date: Date, days: number) => moment(new Date(date.getTime() + days * 24 * 60 * 60 * 1000));

type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };

function envelopeIn(path: string): Envelope {
  const envelope = parseEnvelope(readFileSync(path, 'utf8'));
  if (!envelope) throw new Error(`${path} holds no envelope.`);
  return envelope;
}
