import { crc32, gunzipSync } from 'node:zlib';
import { type BuiltBlob, deltaBetween, snapshotOf, stateOf, type VersionState } from '../../publisher/blobs.ts';
import { rootPayload, signEnvelope } from '../../publisher/signing.ts';
import { sha256 } from '../../utils/digest/hash.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import { ledgerText, stateHash } from '../../utils/digest/ledger.ts';
import type { Digest } from '../../utils/digest/schema.ts';
import { blobFile, type Head, rootFile, SPEC } from '../../utils/sync/digest/format.ts';
import { exampleSigner } from './example-keys.ts';

/** A published digest in two versions, small enough to print whole: the second tells another story in place of the first. */

const FIRST = { created: '2026-11-25T12:00:00Z', expires: '2026-12-09T12:00:00Z' };
const SECOND = { created: '2026-11-26T12:00:00Z', expires: '2026-12-10T12:00:00Z' };

type NamedValues = [name: string, value: string][];

/** All files of the site, by what they are and with what stands in them, and what they lead to. */
export async function exampleSite(): Promise<NamedValues> {
  const [first, second] = [await stateOf(digestOf(1)), await stateOf(digestOf(2))];
  const [whole, wholeAgain] = [await stored(snapshotOf(first)), await stored(snapshotOf(second))];
  const delta = await stored(deltaBetween(first, second));
  return [
    ['clock of the client', '2026-11-27T12:00:00Z'],
    [rootFile(1), await rootText()],
    ['head.json, version 1', await headText(first, { ...FIRST, full: whole, deltas: [], withdrawn: [] })],
    ...linesAndFile('snapshot of version 1', whole),
    ...(await stateRows(first)),
    [
      'head.json, version 2',
      await headText(second, { ...SECOND, full: wholeAgain, deltas: [delta], withdrawn: ['story/bill-of-june'] }),
    ],
    ...linesAndFile('delta from version 1 to 2', delta),
    ...linesAndFile('snapshot of version 2', wholeAgain),
    ...(await stateRows(second)),
  ];
}

/** A blob with its lines, and its file, which is the same on every machine. */
interface StoredBlob extends BuiltBlob {
  readonly lines: string;
}

/**
 * A blob of the same lines in one stored block: compressors differ from one version to the next, a stored block has one form.
 * (RFC 1952, 2.3; RFC 1951, 3.2.4)
 */
async function stored(blob: BuiltBlob): Promise<StoredBlob> {
  const lines = gunzipSync(blob.bytes);
  if (lines.length > 0xffff) throw new Error('A stored block holds at most 65,535 bytes; use a smaller example.');
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, 0, 0, 0, 0]);
  head.writeUInt16LE(lines.length, 11);
  head.writeUInt16LE(~lines.length & 0xffff, 13);
  const foot = Buffer.alloc(8);
  foot.writeUInt32LE(crc32(lines), 0);
  foot.writeUInt32LE(lines.length, 4);
  const bytes = new Uint8Array(Buffer.concat([head, lines, foot]));
  return { h: await sha256(bytes), b: bytes.length, u: blob.u, bytes, lines: lines.toString() };
}

function linesAndFile(what: string, { h, bytes, lines }: StoredBlob): NamedValues {
  return [
    [`${what}, lines`, lines.trimEnd()],
    [`${blobFile(h)}, ${what}, in base64`, Buffer.from(bytes).toString('base64')],
  ];
}

async function stateRows({ version, ledger }: VersionState): Promise<NamedValues> {
  const text = ledgerText(ledger);
  return [
    [`ledger of version ${version}`, JSON.stringify(text)],
    [`state hash of version ${version}`, await stateHash(text)],
  ];
}

async function rootText(): Promise<string> {
  const [root, head] = [await exampleSigner('root'), await exampleSigner('head')];
  const payload = rootPayload({
    digestId: 'example',
    title: 'Example',
    publisher: 'Example Press',
    version: 1,
    expires: '2027-11-25T12:00:00Z',
    roles: { root: { keys: [root.publicKey], threshold: 1 }, head: { keys: [head.publicKey], threshold: 1 } },
    mirrors: [],
  });
  return signEnvelope('root', payload, [root]);
}

interface Published {
  readonly full: StoredBlob;
  /** Each from the version before. */
  readonly deltas: readonly StoredBlob[];
  readonly created: string;
  readonly expires: string;
  readonly withdrawn: string[];
}

async function headText(state: VersionState, published: Published): Promise<string> {
  const { full, deltas, created, expires, withdrawn } = published;
  const { digestId, version, ledger } = state;
  const head: Head = {
    spec: SPEC,
    type: 'head',
    digestId,
    version,
    seq: version,
    created,
    expires,
    minClient: '0.1.0',
    state: { hash: await stateHash(ledgerText(ledger)), count: ledger.size },
    full: named(full),
    deltas: deltas.map((delta) => ({ from: version - 1, ...named(delta) })),
    withdrawn,
  };
  return signEnvelope('head', head, [await exampleSigner('head')]);
}

const named = ({ h, b, u }: StoredBlob) => ({ h, b, u });

function digestOf(version: number): Digest {
  const story = { date: '2026-11-24', source: { name: 'Example Press' }, terms: ['nis2'] };
  const bill = { ...story, id: 'bill-of-june', title: 'A bill of June', summary: 'It asks firms to report attacks.' };
  const law = { ...story, id: 'law-of-november', title: 'The bill is law', summary: 'Firms report within a day.' };
  const digest = {
    format: 'newsgloss-digest-1',
    head: {
      ...{ id: 'example', title: 'Example', publisher: 'Example Press', lang: 'en' },
      ...{ version, issued: '2026-11-24', licence: 'CC0-1.0' },
    },
    countries: [{ code: 'IE', names: ['Ireland', 'Éire'], currencies: ['€'], tlds: ['ie'] }],
    terms: [
      {
        ...{ id: 'nis2', kind: 'instrument', importance: 'core', prefLabel: 'NIS2 Directive' },
        ...{ labels: [{ text: 'NIS2' }], definition: 'EU law on cybersecurity.', reviewed: '2026-11-24' },
      },
    ],
    stories: [version === 1 ? bill : law],
  };
  return parseDigest(digest, 'the example of docs/format.md');
}
