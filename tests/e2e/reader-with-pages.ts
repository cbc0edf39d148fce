import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import type { BrowserName } from '../browser/find-browser.ts';
import type { LaunchOptions } from '../browser/launch.ts';
import { type PageServer, type ServedPage, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** A reader, and the pages they read, for as long as the tests of one `describe` run. */
export interface ReaderWithPages {
  readonly reader: Reader;
  readonly origin: string;
  /** Opens one of the pages and waits until it is read and marked. */
  read(path: string): Promise<Page>;
}

/** To be called in a `describe`; what it gives can be used in its tests. */
export function readerWithPages(
  name: BrowserName,
  pages: Record<string, ServedPage>,
  options?: LaunchOptions,
): ReaderWithPages {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages(pages);
    reader = await Reader.start(name, options);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  return {
    get reader() {
      return reader;
    },
    get origin() {
      return server.origin;
    },
    read: (path) => reader.read(`${server.origin}${path}`),
  };
}
