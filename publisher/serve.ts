import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { requestedFile } from './requested-file.ts';

/** A published folder on this machine, as a good host would serve it. */
export interface ServedDigest {
  /** Of the folder, ending in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** For how long a cache may answer for a file, by its name. */
const CACHE_CONTROL = {
  /** Named by its hash, it never changes. */
  blob: 'public, max-age=31536000, immutable',
  signed: 'public, max-age=0, must-revalidate',
} as const;

/** Serves a published folder on 127.0.0.1. @param port 0 for any that is free */
export async function serveDigest(folder: string, port: number): Promise<ServedDigest> {
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${chosen}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(folder: string, { url, method, headers }: IncomingMessage, response: ServerResponse): void {
  const path = requestedFile(folder, url);
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'Date, Retry-After');
  if (typeof path === 'number') {
    response.writeHead(path).end();
    return;
  }
  const bytes = readFileSync(path);
  const isBlob = path.endsWith('.bin');
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', isBlob ? CACHE_CONTROL.blob : CACHE_CONTROL.signed);
  if (headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', isBlob ? 'application/octet-stream' : 'application/json');
  response.setHeader('content-length', bytes.length);
  response.writeHead(200).end(method === 'HEAD' ? undefined : bytes);
}
