import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const SAMPLE = join(import.meta.dirname, '../../scripts/sample/news.html');

/** A page to serve: its HTML, and headers such as a content security policy. */
export interface ServedPage {
  readonly html: string;
  readonly headers?: Record<string, string>;
}

/** Pages on loopback, by path. */
export interface PageServer {
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: string[];
  close(): void;
}

/** The sample page that `npm start` shows: every awkward way of writing a name. */
export function samplePage(): ServedPage {
  return { html: readFileSync(SAMPLE, 'utf8') };
}

/** One of the pages in `pages/`, each made to be awkward in some way. */
export function ownPage(name: string): ServedPage {
  return { html: readFileSync(join(import.meta.dirname, 'pages', `${name}.html`), 'utf8') };
}

/** A page with a title and paragraphs. */
export function articlePage(title: string, paragraphs: readonly string[]): ServedPage {
  const body = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n');
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body { max-width: 40rem; margin: 2rem auto; font: 17px/1.6 serif }</style></head>
<body><article><h1>${escaped(title)}</h1>\n${body}</article></body></html>`,
  };
}

/** Serves pages on 127.0.0.1, on a free port. */
export async function servePages(pages: Record<string, ServedPage>): Promise<PageServer> {
  const requests: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    requests.push(url);
    const page = pages[url];
    if (!page) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, requests, close: () => server.close() };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
