import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { bytesIfThere, FileError } from './files.ts';
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

function answer(folder: string, { url, method, headers }: IncomingMessage, response: ServerResponse): ServerResponse {
  const path = requestedFile(folder, url);
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'Date, Retry-After');
  if (typeof path === 'number') return response.writeHead(path).end();
  const bytes = bytesOrStatus(path);
  if (typeof bytes === 'number') return response.writeHead(bytes).end();
  const isBlob = path.endsWith('.bin');
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', isBlob ? CACHE_CONTROL.blob : CACHE_CONTROL.signed);
  if (headers['if-none-match'] === etag) return response.writeHead(304).end();
  response.setHeader('content-type', isBlob ? 'application/octet-stream' : 'application/json');
  response.setHeader('content-length', bytes.length);
  return response.writeHead(200).end(method === 'HEAD' ? undefined : bytes);
}

/** What hosts answer for a file that they may not read, or that has just gone. */
function bytesOrStatus(path: string): Buffer | 403 | 404 {
  try {
    return bytesIfThere(path) ?? 404;
  } catch (error) {
    if (error instanceof FileError) return 403;
    throw error;
  }
}
