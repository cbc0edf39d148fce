import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A host of feeds on this machine that answers as it is told, and remembers what it was asked. */
export interface FeedHost {
  readonly origin: string;
  readonly asked: readonly IncomingMessage[];
  answer: Answer;
  close(): Promise<void>;
}

/** Starts a host; what it answers can be changed between requests. */
export async function startFeedHost(
  answer: Answer = (_, response) => response.writeHead(404).end(),
): Promise<FeedHost> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    host.answer(request, response);
  });
  const host: FeedHost = {
    origin: '',
    asked,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(host, { origin: `http://127.0.0.1:${port}` });
}

/** An answer with a body and headers. */
export function gives(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Answer {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);
}
