import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname } from 'node:path';
import { requestedFile } from '../publisher/requested-file.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** A folder on loopback, on a free port. */
export interface ServedFolder {
  readonly origin: string;
  close(): void;
}

/** Serves a folder's files on 127.0.0.1; the extension may not read `file:` pages unless the reader allows it. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const server = createServer(({ url }, response) => {
    const path = requestedFile(folder, url);
    if (typeof path === 'number') {
      response.writeHead(path).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => server.close() };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
