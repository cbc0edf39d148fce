import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { parseEnvelope, parseJson } from '../utils/sync/digest/envelope.ts';
import { blobFile, HEAD_FILE, HeadSchema, MAX_ROOT_HOPS, rootFile } from '../utils/sync/digest/format.ts';
import { PublishedError, pastHeadFile } from './published.ts';

/** What a host's headers lack, in words for whoever runs it. */
export type HeaderRemark = string;

/**
 * Copies a published folder from its host into a folder here, to be looked at closely, and looks at the headers it comes with.
 * @throws PublishedError where the host has no head, or cannot be reached
 */
export async function copySite(url: string, folder: string, get: typeof fetch): Promise<HeaderRemark[]> {
  const remarks: HeaderRemark[] = [];
  const copy = async (name: string): Promise<string | undefined> => {
    const { status, headers, bytes } = await download(url + name, get);
    if (name === HEAD_FILE) refuseStatus(url + name, status, headers);
    if (status !== 200) return undefined;
    const isPage = bytes[0] === '<'.charCodeAt(0);
    if (isPage && name !== HEAD_FILE) return undefined;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    remarks.push(...remarksOn(name, headers));
    return new TextDecoder().decode(bytes);
  };
  const head = (await copy(HEAD_FILE)) ?? '';
  for (let version = 1; version <= MAX_ROOT_HOPS; version++) {
    if ((await copy(rootFile(version))) === undefined) break;
  }
  const { full, deltas } = blobsOf(head);
  for (const name of [full, ...deltas.map(({ blob }) => blob)].filter((name) => name !== undefined)) await copy(name);
  for (const { from } of deltas) {
    const past = await copy(pastHeadFile(from));
    const pastFull = past === undefined ? undefined : blobsOf(past).full;
    if (pastFull !== undefined) await copy(pastFull);
  }
  return [...new Set(remarks)];
}

/** @throws PublishedError saying what a host has in place of a file that must be there */
function refuseStatus(address: string, status: number, headers: Headers): void {
  if (status === 200) return;
  const to = headers.get('location');
  if (status >= 300 && status < 400)
    throw new PublishedError(
      `${address}: the host leads elsewhere${to ? `, to ${to}` : ''} (status ${status}), where no extension follows: readers need the address of the folder itself`,
    );
  throw new PublishedError(
    status === 404 ? `${address}: is not there` : `${address}: the host answers with status ${status}`,
  );
}

async function download(address: string, get: typeof fetch) {
  try {
    const response = await get(address, { redirect: 'manual' });
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    throw new PublishedError(`${address}: cannot be reached (${reasonOf(error)})`);
  }
}

/** What `fetch failed` does not say; a host with several addresses has failed at each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}

function blobsOf(text: string): { full: string | undefined; deltas: { from: number; blob: string }[] } {
  const envelope = parseEnvelope(text);
  const parsed = v.safeParse(HeadSchema, envelope && parseJson(envelope.payload));
  if (!parsed.success) return { full: undefined, deltas: [] };
  const { full, deltas } = parsed.output;
  return { full: blobFile(full.h), deltas: deltas.map(({ from, h }) => ({ from, blob: blobFile(h) })) };
}

function remarksOn(name: string, headers: Headers): HeaderRemark[] {
  const kind = name.endsWith('.bin') ? 'blobs' : 'signed files';
  const age = /max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1];
  const remarks = [
    headers.get('access-control-allow-origin') === '*'
      ? ''
      : `${kind} come without "Access-Control-Allow-Origin: *": browsers would hide them from the extension`,
    kind === 'blobs' && Number(age ?? 0) < 86_400
      ? 'blobs come without "Cache-Control: public, max-age=31536000, immutable": they are fetched more often than need be'
      : '',
    name === HEAD_FILE && Number(age ?? 0) > 3600
      ? `${HEAD_FILE} may be kept by caches for ${age} s: readers hear of news and of what was withdrawn that much later`
      : '',
  ];
  return remarks.filter((remark) => remark !== '');
}
