import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What may go wrong between a host and a reader. */
export const FAULTS = [
  'delay',
  'truncate',
  'corrupt',
  'missing',
  'busy',
  'error',
  'redirect',
  'page',
  'stale',
  'drip',
  'too-long',
  'too-short',
  'reset',
] as const;
type Fault = (typeof FAULTS)[number];

/** Stands before a host and does to its answers what it is told. */
export interface FaultProxy {
  /** Ends in a slash. */
  readonly url: string;
  /** Asked for every request; undefined lets the answer through. */
  faultOf: (path: string) => Fault | undefined;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** @param host where the genuine answers come from, ending in a slash @param random a number in [0, 1) at each call */
export async function startFaultProxy(host: string, random: () => number): Promise<FaultProxy> {
  /** The first answer for each path, as a cache that never looks again has it. */
  const first = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').slice(1);
    const genuine = await answerOf(host + path);
    if (!first.has(path) && genuine.status === 200) first.set(path, genuine);
    const fault = proxy.faultOf(path);
    const stale = fault === 'stale' ? (first.get(path) ?? genuine) : genuine;
    spoil(fault, stale, { request, response, random });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}/`,
    faultOf: () => undefined,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return proxy;
}

async function answerOf(url: string): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual' });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, body: Buffer.from(await response.arrayBuffer()) };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly random: () => number;
}

function spoil(
  fault: Fault | undefined,
  { status, type, body }: Answer,
  { request, response, random }: Exchange,
): void {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'Date, Retry-After',
    'content-type': type,
    'cache-control': 'no-store',
  };
  const send = (code: number, content: Buffer, more = {}) =>
    response.writeHead(code, { ...headers, ...more }).end(content);
  const part = body.subarray(0, Math.floor(body.length * random()));
  switch (fault) {
    case undefined:
    case 'stale':
      send(status, body);
      return;
    case 'delay':
      setTimeout(() => send(status, body), 20 + random() * 100);
      return;
    case 'truncate':
      send(status, part);
      return;
    case 'corrupt':
      send(status, flipped(body, random));
      return;
    case 'missing':
      send(404, Buffer.from('Not here.'));
      return;
    case 'busy':
      send(429, Buffer.alloc(0), { 'retry-after': '60' });
      return;
    case 'error':
      send(500 + Math.floor(random() * 4), Buffer.from('Something went wrong.'));
      return;
    case 'redirect':
      send(302, Buffer.alloc(0), { location: 'https://login.invalid/' });
      return;
    case 'page':
      send(200, Buffer.from('<!doctype html><title>Welcome to the hotel</title>'), { 'content-type': 'text/html' });
      return;
    case 'drip':
      response.writeHead(status, headers);
      response.write(part);
      return;
    case 'too-long':
      response.writeHead(status, headers);
      response.write(body);
      response.end(Buffer.alloc(20_000, 32));
      return;
    case 'too-short':
      response.writeHead(status, { ...headers, 'content-length': body.length + 100 });
      response.write(body, () => request.socket.destroy());
      return;
    case 'reset':
      request.socket.destroy();
  }
}

function flipped(body: Buffer, random: () => number): Buffer {
  const changed = Buffer.from(body);
  const at = Math.floor(random() * changed.length);
  if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return changed;
}
