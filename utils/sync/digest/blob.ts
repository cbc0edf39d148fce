import * as v from 'valibot';
import { Breather } from '../../digest/breather.ts';
import { sha256 } from '../../digest/hash.ts';
import {
  type DigestRecord,
  keyOf,
  type OtherRecord,
  parseRecord,
  type RecordKey,
  recordKey,
} from '../../digest/records.ts';
import { parseJson } from './envelope.ts';
import { type Blob, BlobHeaderSchema, OperationSchema } from './format.ts';

/** What a blob asks for: records to put, by key, and keys to delete. */
export interface Operations {
  readonly put: ReadonlyMap<RecordKey, DigestRecord | OtherRecord>;
  readonly deleted: ReadonlySet<RecordKey>;
}

/** What a blob must be for a head to be followed: its digest, its version, and for a delta where it begins. */
export interface Expected {
  readonly digestId: string;
  readonly version: number;
  /** Undefined for a snapshot. */
  readonly from: number | undefined;
}

/** A blob that is not what its head says, and how. */
export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly reason: 'corrupt' | 'too-large';

  constructor(detail: string, reason: 'corrupt' | 'too-large' = 'corrupt') {
    super(detail);
    this.reason = reason;
  }
}

/** Inflated in a millisecond or so. */
const SLICE_BYTES = 16_384;

/** Whether bytes are those the head names: asked before anything else is done with them. */
export async function isNamed(bytes: Uint8Array<ArrayBuffer>, { h, b }: Blob): Promise<boolean> {
  return bytes.length === b && (await sha256(bytes)) === h;
}

/**
 * Reads a blob: inflates it up to the size allowed, and checks each line against the schema.
 * @throws BlobError saying what is wrong
 */
export async function readBlob(bytes: Uint8Array<ArrayBuffer>, { u }: Blob, expected: Expected): Promise<Operations> {
  const put = new Map<RecordKey, DigestRecord | OtherRecord>();
  const deleted = new Set<RecordKey>();
  const breather = new Breather();
  let number = 0;
  for await (const line of linesOf(bytes, u)) {
    if (number++ === 0) {
      checkHeader(line, expected);
      continue;
    }
    const operation = readOperation(line, number);
    if (operation === undefined) continue;
    const key = typeof operation === 'string' ? operation : keyOf(operation);
    if (put.has(key) || deleted.has(key)) throw new BlobError(`line ${number} speaks of a record a second time`);
    if (typeof operation === 'string') deleted.add(operation);
    else put.set(key, operation);
    await breather.breathe();
  }
  if (number === 0) throw new BlobError('holds no line');
  return { put, deleted };
}

function checkHeader(line: string, { digestId, version, from }: Expected): void {
  const header = v.safeParse(BlobHeaderSchema, parseJson(line));
  if (!header.success) throw new BlobError('does not begin with a header');
  const { type, ...found } = header.output;
  const isRight =
    type === (from === undefined ? 'snapshot' : 'delta') &&
    found.digestId === digestId &&
    found.version === version &&
    found.from === from;
  if (!isRight)
    throw new BlobError(`is a ${type} of version ${found.version} of "${found.digestId}", which was not asked for`);
}

/** A record to put, or the key of one to delete; undefined for what later versions of the format may hold. */
function readOperation(line: string, number: number): DigestRecord | OtherRecord | RecordKey | undefined {
  const json = parseJson(line);
  const parsed = v.safeParse(OperationSchema, json);
  if (!parsed.success) {
    if (isUnknownOperation(json)) return undefined;
    throw new BlobError(`line ${number} is no operation`);
  }
  const operation = parsed.output;
  if (operation.op === 'del') return recordKey(operation.t, operation.id);
  const record = parseRecord(operation.t, operation.r);
  if ('problem' in record) throw new BlobError(`line ${number}: ${record.problem}`);
  return record;
}

function isUnknownOperation(json: unknown): boolean {
  return (
    typeof json === 'object' &&
    json !== null &&
    'op' in json &&
    typeof json.op === 'string' &&
    !['put', 'del'].includes(json.op)
  );
}

/** The lines of a gzipped text. Stops where it grows beyond `limit` bytes, so that a small file cannot fill the memory. */
async function* linesOf(bytes: Uint8Array<ArrayBuffer>, limit: number): AsyncGenerator<string> {
  const inflating = slicesOf(bytes).pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [size, rest] = [0, ''];
  for (;;) {
    const chunk = await inflating.read().catch(() => {
      throw new BlobError('is no whole gzip file');
    });
    if (chunk.done) break;
    size += chunk.value.length;
    if (size > limit) {
      await inflating.cancel().catch(() => undefined);
      throw new BlobError(`inflates to more than the ${limit} bytes it should`, 'too-large');
    }
    const lines = (rest + decoded(decoder, chunk.value)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (size !== limit || rest !== '')
    throw new BlobError(`inflates to ${size} bytes in place of ${limit}, or ends in the middle of a line`);
}

/** Bytes piece by piece: a stream inflates each chunk in one go, and cards are asked for meanwhile. */
function slicesOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, at + SLICE_BYTES));
      at += SLICE_BYTES;
    },
  });
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new BlobError('is no text in UTF-8');
  }
}
